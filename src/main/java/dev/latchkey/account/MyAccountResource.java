package dev.latchkey.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditLog;
import dev.latchkey.platform.ApiException;
import dev.latchkey.platform.JsonInput;
import dev.latchkey.signin.AccountVisits;
import dev.latchkey.token.PersonalTokens;
import dev.latchkey.token.PersonalTokens.Holder;
import dev.latchkey.user.IdentityLinks;
import dev.latchkey.user.MyProfile;
import dev.latchkey.user.ProvenIdentity;
import dev.latchkey.user.SocialIdentity;
import dev.latchkey.user.User;
import dev.latchkey.user.UserIdentities;
import dev.latchkey.user.UserProfile;
import dev.latchkey.user.Users;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/api/my-account`: a person's own account, by the access token that an application holds for them (reference,
/// management API §12). What changes how they sign in needs a fresh proof besides, in `logto-verification-id`.
@Path("/api/my-account")
@Tag(name = "Account")
@RunOnVirtualThread
class MyAccountResource {
    static final String PROOF = "logto-verification-id";

    private static final List<String> CHANGEABLE = List.of("username", "name", "avatar");

    private final PersonalTokens tokens;
    private final Verifications verifications;
    private final Users users;
    private final MyProfile profile;
    private final IdentityLinks links;
    private final UserIdentities identities;
    private final AccountVisits visits;
    private final AuditLog audit;
    private final JsonInput input;

    MyAccountResource(
            PersonalTokens tokens,
            Verifications verifications,
            Users users,
            MyProfile profile,
            IdentityLinks links,
            UserIdentities identities,
            AccountVisits visits,
            AuditLog audit,
            JsonInput input) {
        this.tokens = tokens;
        this.verifications = verifications;
        this.users = users;
        this.profile = profile;
        this.links = links;
        this.identities = identities;
        this.visits = visits;
        this.audit = audit;
        this.input = input;
    }

    @RegisterForReflection
    record NewPassword(@NotNull String password) {
        /// A record prints every field; this one must not.
        @Override
        public String toString() {
            return "NewPassword";
        }
    }

    @RegisterForReflection
    record LinkInput(@NotBlank @Size(max = 64) String newIdentifierVerificationRecordId) {}

    @GET
    public MyAccountView find(RoutingContext context) {
        Holder holder = tokens.require(context);
        return MyAccountView.of(require(holder), holder.scopes());
    }

    /// The username is what one signs in with by password.
    @PATCH
    public MyAccountView change(
            RoutingContext context,
            @HeaderParam(PROOF) String proof,
            @RequestBodySchema(MyProfile.Input.class) ObjectNode body) {
        Holder holder = tokens.require(context);
        holder.require("profile");
        if (body.has("username")) {
            requireProof(holder, proof);
        }
        User changed = profile.change(holder.userId(), body);
        recordChange(holder, CHANGEABLE.stream().filter(body::has).toList());
        return MyAccountView.of(changed, holder.scopes());
    }

    @PATCH
    @Path("profile")
    public UserProfile changeProfile(RoutingContext context, @RequestBodySchema(UserProfile.class) ObjectNode body) {
        Holder holder = tokens.require(context);
        holder.require("profile");
        UserProfile changed = profile.changeProfile(holder.userId(), body);
        recordChange(holder, List.of("profile"));
        return changed;
    }

    @POST
    @Path("password")
    public void changePassword(
            RoutingContext context,
            @HeaderParam(PROOF) String proof,
            @RequestBodySchema(NewPassword.class) ObjectNode body) {
        Holder holder = tokens.require(context);
        requireProof(holder, proof);
        String password = input.read(body, NewPassword.class).password();
        profile.changePassword(holder.userId(), password, holder.grantId());
        audit.record(of("User.PasswordChange", holder));
    }

    @DELETE
    @Path("primary-email")
    public void removeEmail(RoutingContext context, @HeaderParam(PROOF) String proof) {
        remove(context, proof, "email", MyProfile.Address.EMAIL);
    }

    @DELETE
    @Path("primary-phone")
    public void removePhone(RoutingContext context, @HeaderParam(PROOF) String proof) {
        remove(context, proof, "phone", MyProfile.Address.PHONE);
    }

    private void remove(RoutingContext context, String proof, String scope, MyProfile.Address address) {
        Holder holder = tokens.require(context);
        holder.require(scope);
        requireProof(holder, proof);
        profile.removeAddress(holder.userId(), address);
        recordChange(holder, List.of(address.field()));
    }

    @GET
    @Path("identities")
    public Map<String, SocialIdentity> identities(RoutingContext context) {
        Holder holder = tokens.require(context);
        holder.require("identities");
        return require(holder).identities();
    }

    @POST
    @Path("identities")
    public void link(
            RoutingContext context,
            @HeaderParam(PROOF) String proof,
            @RequestBodySchema(LinkInput.class) ObjectNode body) {
        Holder holder = tokens.require(context);
        holder.require("identities");
        LinkInput wanted = input.read(body, LinkInput.class);
        requireProof(holder, proof);
        ProvenIdentity identity = verifications
                .take(holder.userId(), wanted.newIdentifierVerificationRecordId())
                .orElseThrow(() -> new ApiException(
                        400, "session.verification_failed", "The new identity is not verified, or was used already."));
        switch (links.link(holder.userId(), identity, IdentityLinks.Method.Account)) {
            case LINKED -> record("Identity.Link", holder, identity.target());
            case ALREADY_THEIRS -> {}
            case BELONGS_TO_ANOTHER ->
                throw new ApiException(
                        422,
                        "user.identity_already_in_use",
                        "The identity belongs to another account: it has to be unlinked there first.");
            case NOT_POSSIBLE ->
                throw new ApiException(
                        422, "user.identity_exists", "The account has another identity at this target already.");
        }
    }

    @DELETE
    @Path("identities/{target}")
    public void unlink(RoutingContext context, @HeaderParam(PROOF) String proof, String target) {
        Holder holder = tokens.require(context);
        holder.require("identities");
        requireProof(holder, proof);
        switch (identities.remove(holder.userId(), target, visits.waysIn(context))) {
            case DONE -> record("Identity.Unlink", holder, target);
            case MISSING ->
                throw new ApiException(404, "user.identity_not_exist", "The person has no identity at this target.");
            case LAST_WAY_IN ->
                throw new ApiException(
                        422, "user.last_sign_in_method", "It is the person's only way to sign in at present.");
        }
    }

    private void requireProof(Holder holder, String proof) {
        if (proof == null || !verifications.provesPerson(holder.userId(), proof)) {
            throw new ApiException(
                    403,
                    "verification_record.permission_denied",
                    "A fresh proof of the person is missing: " + PROOF + ".");
        }
    }

    private User require(Holder holder) {
        return users.find(holder.userId()).orElseThrow(() -> ApiException.notFound("user", holder.userId()));
    }

    private void record(String key, Holder holder, String target) {
        audit.record(of(key, holder).with("target", target));
    }

    /// Which fields, but not what is in them.
    private void recordChange(Holder holder, List<String> fields) {
        audit.record(of("User.Update", holder).with("fields", fields));
    }

    private static AuditEvent of(String key, Holder holder) {
        return AuditEvent.success(key)
                .withUser(holder.userId())
                .withApplication(holder.applicationId())
                .with("method", "Account");
    }
}
