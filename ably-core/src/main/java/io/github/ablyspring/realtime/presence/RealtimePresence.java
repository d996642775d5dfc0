package io.github.ablyspring.realtime.presence;

/**
 * Who is present on a channel (RTP1).
 */
public interface RealtimePresence {

}
