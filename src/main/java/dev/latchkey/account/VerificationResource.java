package dev.latchkey.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.connector.Departure;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.connector.Visitor;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.Caller;
import dev.latchkey.platform.JsonInput;
import dev.latchkey.signin.ProvenIdentities;
import dev.latchkey.token.PersonalTokens;
import dev.latchkey.token.PersonalTokens.Holder;
import dev.latchkey.user.Account;
import dev.latchkey.user.IdentityConflictException;
import dev.latchkey.user.PasswordChecks;
import dev.latchkey.user.ProvenIdentity;
import dev.latchkey.user.SocialAccounts;
import dev.latchkey.user.User;
import dev.latchkey.user.Users;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/// `/api/verifications`: how a person proves to the account API who they are, or who they are at a provider
/// (reference, management API §12).
@Path("/api/verifications")
@Tag(name = "Account")
@RunOnVirtualThread
class VerificationResource {
    private final PersonalTokens tokens;
    private final Verifications verifications;
    private final Users users;
    private final PasswordChecks passwords;
    private final Providers providers;
    private final SocialAccounts accounts;
    private final Caller caller;
    private final JsonInput input;

    VerificationResource(
            PersonalTokens tokens,
            Verifications verifications,
            Users users,
            PasswordChecks passwords,
            Providers providers,
            SocialAccounts accounts,
            Caller caller,
            JsonInput input) {
        this.tokens = tokens;
        this.verifications = verifications;
        this.users = users;
        this.passwords = passwords;
        this.providers = providers;
        this.accounts = accounts;
        this.caller = caller;
        this.input = input;
    }

    @RegisterForReflection
    record PasswordProof(@NotNull String password) {
        /// A record prints every field; this one must not.
        @Override
        public String toString() {
            return "PasswordProof";
        }
    }

    /// @param state made by the caller, who compares it when the person comes back; it is compared here once more
    /// @param redirectUri a page of the caller's, registered with the provider
    @RegisterForReflection
    record SocialVisit(
            @NotBlank @Size(max = 128) String connectorId,

            @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,100}")
            String state,

            @NotNull @Size(max = 2048) @Pattern(regexp = "https?://[^\\s#]+")
            String redirectUri) {}

    @RegisterForReflection
    record SocialReturn(
            @NotBlank @Size(max = 64) String verificationRecordId,
            @NotNull @Size(max = 32) Map<@Size(max = 64) String, @NotNull @Size(max = 4096) String> connectorData) {
        /// Without the data: it holds a code.
        @Override
        public String toString() {
            return "SocialReturn";
        }
    }

    record Verification(String verificationRecordId, long expiresAt) {
        static Verification of(Verifications.Begun begun) {
            return new Verification(begun.id(), begun.expiresAt().toEpochMilli());
        }
    }

    record Address(String verificationRecordId, String authorizationUri, long expiresAt) {}

    record Verified(String verificationRecordId) {}

    @POST
    @Path("password")
    public RestResponse<Verification> password(
            RoutingContext context, @RequestBodySchema(PasswordProof.class) ObjectNode body) {
        String userId = tokens.require(context).userId();
        String password = input.read(body, PasswordProof.class).password();
        User user = users.find(userId).orElseThrow(() -> ApiException.notFound("user", userId));
        switch (passwords.check(user, password, caller.network(context))) {
            case RIGHT -> {}
            case WRONG -> throw new ApiException(422, "session.invalid_credentials", "The password is wrong.");
            case NOT_TRIED -> throw new ApiException(429, "session.too_many_attempts", "Too many attempts, try later.");
        }
        return created(Verification.of(verifications.ofPerson(userId)));
    }

    @POST
    @Path("social")
    public RestResponse<Address> social(
            RoutingContext context,
            @HeaderParam(HttpHeaders.USER_AGENT) String userAgent,
            @RequestBodySchema(SocialVisit.class) ObjectNode body) {
        Holder holder = tokens.require(context);
        SocialVisit wanted = input.read(body, SocialVisit.class);
        ConfiguredConnector connector = connector(wanted.connectorId());
        URI back = address(wanted.redirectUri());
        Departure departure = providers.depart(
                holder, connector, new Visitor(wanted.state(), back, userAgent == null ? "" : userAgent));
        Verifications.Begun begun =
                verifications.ofVisit(holder.userId(), connector.id(), wanted.state(), back, departure.session());
        return created(new Address(
                begun.id(), departure.address().toString(), begun.expiresAt().toEpochMilli()));
    }

    /// The provider is asked last, since it takes a code only once, and outside any transaction.
    @POST
    @Path("social/verify")
    public Verified verify(RoutingContext context, @RequestBodySchema(SocialReturn.class) ObjectNode body) {
        Holder holder = tokens.require(context);
        SocialReturn back = input.read(body, SocialReturn.class);
        Verifications.Visit visit = verifications
                .findVisit(holder.userId(), back.verificationRecordId())
                .orElseThrow(VerificationResource::unknown);
        ConfiguredConnector connector = connector(visit.connectorId());
        Map<String, String> callback = new HashMap<>(back.connectorData());
        String state = callback.remove("state");
        callback.remove("redirectUri"); // the one that the visit began with is the one that counts
        if (state == null || !visit.isOf(state)) {
            throw new ApiException(400, "session.verification_failed", "The state is not the one of the visit.");
        }
        Map<String, String> session = verifications.session(visit).orElseThrow(VerificationResource::unknown);
        if (!verifications.claim(visit)) {
            throw unknown();
        }
        ExternalIdentity identity =
                providers.identify(holder, connector, new Arrival(callback, visit.redirectUri(), session));
        ProvenIdentity proven = ProvenIdentities.of(connector, identity);
        verifications.verified(visit, proven, isOwn(holder.userId(), proven));
        return new Verified(visit.id());
    }

    private boolean isOwn(String userId, ProvenIdentity identity) {
        try {
            return accounts.find(identity)
                    .map(Account::userId)
                    .filter(userId::equals)
                    .isPresent();
        } catch (IdentityConflictException _) {
            return false;
        }
    }

    private ConfiguredConnector connector(String id) {
        return providers
                .offered(id)
                .orElseThrow(() -> new ApiException(
                        422, "session.invalid_connector_id", "There is no connector with this id in use."));
    }

    private static URI address(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException _) {
            throw ApiException.invalidInput("redirectUri: must be an absolute address");
        }
    }

    private static ApiException unknown() {
        return new ApiException(
                404, "session.verification_session_not_found", "There is no such verification, or it is used up.");
    }

    private static <T> RestResponse<T> created(T body) {
        return RestResponse.status(RestResponse.Status.CREATED, body);
    }
}
