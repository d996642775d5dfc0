package io.github.ablyspring.boot.autoconfigure;

import io.github.ablyspring.message.PayloadMapper;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} that has payloads written and read as the
 * application writes and reads JSON everywhere else.
 */
@AutoConfiguration(before = AblyAutoConfiguration.class,
		afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnClass(JsonMapper.class)
@ConditionalOnSingleCandidate(JsonMapper.class)
public final class AblyPayloadAutoConfiguration {

	AblyPayloadAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(PayloadMapper.class)
	PayloadMapper ablyPayloadMapper(JsonMapper mapper) {
		return PayloadMapper.jackson(mapper);
	}

}
