package io.github.ablyspring.protocol;

/**
 * The codes that a program may want to act on. The service has more; any number may come
 * in {@link ErrorInfo#code()}.
 */
public final class ErrorCodes {

	/** The request, or a frame, is not what it should be. */
	public static final int BAD_REQUEST = 40000;

	/** The body of the request cannot be read. */
	public static final int INVALID_REQUEST_BODY = 40001;

	/** A parameter has a value that is not allowed. */
	public static final int INVALID_PARAMETER_VALUE = 40003;

	/** A key or token is malformed. */
	public static final int INVALID_CREDENTIAL = 40005;

	/** A message was published on behalf of a connection that does not exist. */
	public static final int INVALID_CONNECTION_KEY = 40006;

	/** The message, or all messages of one publish together, exceed the size allowed. */
	public static final int MESSAGE_TOO_LARGE = 40009;

	/** The channel cannot have this name. */
	public static final int INVALID_CHANNEL_NAME = 40010;

	/** The client id is not acceptable, or not that of the credentials. */
	public static final int INVALID_CLIENT_ID = 40012;

	/** The payload is of a type that cannot be sent, or its encoding cannot be undone. */
	public static final int INVALID_DATA = 40013;

	/** A delta does not fit the message before it. */
	public static final int DELTA_DECODING_FAILED = 40018;

	/** What this needs is not on the class path. */
	public static final int MISSING_PLUGIN = 40019;

	/** Some of the items of a batch failed. */
	public static final int BATCH_ERROR = 40020;

	/** The ids of the messages of one publish do not belong together. */
	public static final int INVALID_MESSAGE_ID = 40031;

	/** The extras of a message are not acceptable. */
	public static final int INVALID_EXTRAS = 40032;

	/** The operation was given up before it ended. */
	public static final int OPERATION_CANCELED = 40033;

	/** Not authorised. */
	public static final int UNAUTHORIZED = 40100;

	/** The credentials are wrong. */
	public static final int INVALID_CREDENTIALS = 40101;

	/** The credentials do not fit the connection or the client id. */
	public static final int INCOMPATIBLE_CREDENTIALS = 40102;

	/** A key must not travel over a connection that is not encrypted. */
	public static final int BASIC_AUTH_WITHOUT_TLS = 40103;

	/** The clock of whoever signed the token request is off. */
	public static final int TOKEN_REQUEST_TIMESTAMP = 40104;

	/** The token request was used before. */
	public static final int TOKEN_REQUEST_NONCE = 40105;

	/** There is no way to authenticate. */
	public static final int NO_AUTHENTICATION_METHOD = 40106;

	/** The account is disabled. */
	public static final int ACCOUNT_DISABLED = 40110;

	/** The account has as many connections as it may have. */
	public static final int ACCOUNT_CONNECTION_LIMIT = 40111;

	/** The account has sent as many messages as it may. */
	public static final int ACCOUNT_MESSAGE_LIMIT = 40112;

	/** The account is blocked. */
	public static final int ACCOUNT_BLOCKED = 40113;

	/** The account has as many channels as it may have. */
	public static final int ACCOUNT_CHANNEL_LIMIT = 40114;

	/** The account has made as many requests as it may. */
	public static final int ACCOUNT_REQUEST_LIMIT = 40115;

	/** The application is disabled. */
	public static final int APPLICATION_DISABLED = 40120;

	/** There is no such key. */
	public static final int KEY_NOT_RECOGNIZED = 40130;

	/** The key was revoked. */
	public static final int KEY_REVOKED = 40131;

	/** The key has expired. */
	public static final int KEY_EXPIRED = 40132;

	/** Something is wrong with the token; the first of the codes of tokens. */
	public static final int TOKEN_ERROR = 40140;

	/** The token was revoked. */
	public static final int TOKEN_REVOKED = 40141;

	/** The token has expired. */
	public static final int TOKEN_EXPIRED = 40142;

	/** There is no such token. */
	public static final int TOKEN_NOT_RECOGNIZED = 40143;

	/** The JWT is not acceptable. */
	public static final int INVALID_JWT = 40144;

	/** The token is malformed. */
	public static final int INVALID_TOKEN = 40145;

	/** The credentials do not allow this. */
	public static final int CAPABILITY_DENIED = 40160;

	/** This needs a client id. */
	public static final int CLIENT_ID_REQUIRED = 40161;

	/** This needs a key; a token will not do. */
	public static final int BASIC_AUTH_REQUIRED = 40162;

	/** Tokens of this key cannot be revoked. */
	public static final int TOKEN_REVOCATION_NOT_ENABLED = 40163;

	/** The channel was attached without the mode this needs. */
	public static final int CHANNEL_MODE_NOT_REQUESTED = 40165;

	/** The application failed to provide a token. */
	public static final int TOKEN_CALLBACK_FAILED = 40170;

	/** The token is used up, and there is no way to get another. */
	public static final int TOKEN_NOT_RENEWABLE = 40171;

	/** This needs a token; a key will not do. */
	public static final int TOKEN_AUTH_REQUIRED = 40172;

	/** Not allowed. */
	public static final int FORBIDDEN = 40300;

	/** There is no such thing. */
	public static final int NOT_FOUND = 40400;

	/** The resource does not know this method. */
	public static final int METHOD_NOT_ALLOWED = 40500;

	/** Something changed in the meantime. */
	public static final int CONFLICT = 40900;

	/** Too much at once. */
	public static final int RATE_LIMIT_EXCEEDED = 42910;

	/** The connection sends too fast. */
	public static final int CONNECTION_RATE_LIMIT_EXCEEDED = 42911;

	/** Too much is published on the channel. */
	public static final int CHANNEL_RATE_LIMIT_EXCEEDED = 42913;

	/** Too many requests. */
	public static final int TOO_MANY_REQUESTS = 42922;

	/** An error inside the service, or inside this library. */
	public static final int INTERNAL_ERROR = 50000;

	/** An error inside the service that concerns a channel. */
	public static final int INTERNAL_CHANNEL_ERROR = 50001;

	/** An error inside the service that concerns a connection. */
	public static final int INTERNAL_CONNECTION_ERROR = 50002;

	/** It took too long. */
	public static final int TIMEOUT = 50003;

	/** The server is too busy. */
	public static final int SERVER_BUSY = 50004;

	/** The service is not available at the moment. */
	public static final int SERVICE_UNAVAILABLE = 50005;

	/** The connection has failed, and is not tried again. */
	public static final int CONNECTION_FAILED = 80000;

	/** No transport could connect. */
	public static final int CONNECTION_FAILED_NO_TRANSPORT = 80001;

	/** The connection has been down for so long that its state is lost. */
	public static final int CONNECTION_SUSPENDED = 80002;

	/** The connection is down, and is tried again. */
	public static final int CONNECTION_DISCONNECTED = 80003;

	/** The connection is no longer there. */
	public static final int CONNECTION_UNAVAILABLE = 80005;

	/** The connection cannot be recovered. */
	public static final int UNABLE_TO_RECOVER = 80008;

	/** There is no connection. */
	public static final int CONNECTION_NOT_ESTABLISHED = 80009;

	/** The credentials cannot be used on this connection. */
	public static final int CONNECTION_INCOMPATIBLE_AUTH = 80011;

	/** The other side broke the protocol. */
	public static final int PROTOCOL_ERROR = 80013;

	/** The connection did not come up in time, or went silent. */
	public static final int CONNECTION_TIMED_OUT = 80014;

	/** A newer connection has taken over. */
	public static final int CONNECTION_REPLACED = 80016;

	/** The connection was closed. */
	public static final int CONNECTION_CLOSED = 80017;

	/** The connection that should be resumed is gone; messages may be missing. */
	public static final int INVALID_CONNECTION_KEY_FOR_RESUME = 80018;

	/** The client could not obtain credentials. */
	public static final int AUTHENTICATION_FAILED = 80019;

	/** Messages were lost because too many came in too short a time. */
	public static final int CONNECTION_DISCONTINUITY = 80020;

	/** There is no such connection. */
	public static final int CONNECTION_NOT_FOUND = 80022;

	/** The operation on the channel failed. */
	public static final int CHANNEL_OPERATION_FAILED = 90000;

	/** The state of the channel does not allow this. */
	public static final int INVALID_CHANNEL_STATE = 90001;

	/** Messages may be missing. */
	public static final int CHANNEL_CONTINUITY_LOST = 90003;

	/** The service did not answer in time to an operation on the channel. */
	public static final int CHANNEL_TIMED_OUT = 90007;

	/** The channel was attached without subscribing to messages. */
	public static final int SUBSCRIBE_MODE_NOT_ENABLED = 90009;

	/** The connection has as many channels as it may have. */
	public static final int TOO_MANY_CHANNELS = 90010;

	/** Only who has a client id can be present. */
	public static final int PRESENCE_CLIENT_ID_REQUIRED = 91000;

	/** The state of the channel does not allow to enter. */
	public static final int PRESENCE_INVALID_CHANNEL_STATE = 91001;

	/** Who has not entered cannot leave. */
	public static final int PRESENCE_NOT_ENTERED = 91002;

	/** The channel has as many members as it may have. */
	public static final int TOO_MANY_PRESENCE_MEMBERS = 91003;

	/** A member could not be entered again by itself. */
	public static final int PRESENCE_REENTER_FAILED = 91004;

	/** The presence set is not known at the moment. */
	public static final int PRESENCE_OUT_OF_SYNC = 91005;

	/** The channel was attached without subscribing to presence. */
	public static final int PRESENCE_SUBSCRIBE_NOT_ENABLED = 91008;

	/** An operation on an object is not acceptable. */
	public static final int INVALID_OBJECT_MESSAGE = 92000;

	/** The channel has as many objects as it may have. */
	public static final int OBJECT_LIMIT_EXCEEDED = 92001;

	/** The object was deleted. */
	public static final int OBJECT_TOMBSTONE = 92002;

	/** There is no such object. */
	public static final int OBJECT_NOT_FOUND = 92004;

	/** There is no object at this path. */
	public static final int OBJECT_PATH_NOT_FOUND = 92005;

	/** The operation names neither an object nor a path. */
	public static final int OBJECT_OPERATION_INCOMPLETE = 92006;

	/** The operation cannot be done on what is at this path. */
	public static final int OBJECT_PATH_NOT_PROCESSABLE = 92007;

	/** The objects of the channel did not arrive. */
	public static final int OBJECTS_SYNC_FAILED = 92008;

	/** The channel was attached without subscribing to annotations. */
	public static final int ANNOTATION_SUBSCRIBE_NOT_ENABLED = 93001;

	/** Messages of this channel cannot be changed, deleted or annotated. */
	public static final int MESSAGE_UPDATES_NOT_ENABLED = 93002;

	private ErrorCodes() {
	}

	/**
	 * Whether an error says that a token is used up or unusable, so that another one may
	 * help (RSC10).
	 * @param code the code of the error
	 * @return whether it is one of the codes of tokens
	 */
	public static boolean isTokenError(int code) {
		return code >= TOKEN_ERROR && code < 40150;
	}

}
