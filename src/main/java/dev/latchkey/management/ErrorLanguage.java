package dev.latchkey.management;

import dev.latchkey.page.Language;
import dev.latchkey.page.Languages;
import dev.latchkey.platform.Bilingual;
import dev.latchkey.platform.ErrorBody;
import dev.latchkey.platform.ManagementApi;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Says what was refused in the caller's language (`Accept-Language`, reference section 2). Programs
/// read the code, which is the same in all of them.
@Singleton
public class ErrorLanguage {
    @ManagementApi
    @ServerResponseFilter
    public void translate(ContainerRequestContext request, ContainerResponseContext response) {
        Object entity = response.getEntity();
        if (entity instanceof ErrorBody || entity instanceof Bilingual) {
            Language language = Languages.choose(
                    Optional.empty(), request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE), Language.ENGLISH.tag());
            response.getHeaders().putSingle(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
            response.setEntity(in(language, entity));
        }
    }

    private static Object in(Language language, Object entity) {
        boolean chinese = language == Language.CHINESE;
        return switch (entity) {
            case Bilingual told -> chinese ? told.chinese() : told.english();
            case ErrorBody body -> chinese ? inChinese(body) : body;
            default -> entity;
        };
    }

    /// The English sentence may name what no general one can, an id for example: it stays as a detail.
    private static ErrorBody inChinese(ErrorBody body) {
        String details = body.details() == null ? body.message() : body.details();
        return ChineseMessages.of(body.code())
                .map(message -> new ErrorBody(body.code(), message, body.data(), details))
                .orElse(body);
    }
}
