package dev.latchkey.management;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/// What holds for the whole API and is told by no single method, put into its description while the service
/// is built: that a token is needed, and how refusals look.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {
    /// The name that the extension gives to bearer tokens.
    private static final String BEARER = "SecurityScheme";

    private static final String ERROR = "Error";
    private static final Set<String> OPEN = Set.of("/api/status", "/api/.well-known/sign-in-exp");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(BEARER)));
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        api.getComponents().addSchema(ERROR, error()).addResponse(ERROR, refusal());
        api.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().values().forEach(operation -> complete(operation, OPEN.contains(path))));
    }

    private static void complete(Operation operation, boolean isOpen) {
        if (isOpen) {
            operation.setSecurity(List.of());
        }
        operation.getResponses().setDefaultValue(OASFactory.createAPIResponse().ref(ERROR));
    }

    private static Schema error() {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("code", text("what it is, for programs"))
                .addProperty("message", text("the same in words, in the language of Accept-Language"))
                .addProperty("data", OASFactory.createSchema().description("circumstances, where there are any"))
                .addProperty("details", text("the field or parameter that does not fit"))
                .addRequired("message");
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }

    private static APIResponse refusal() {
        return OASFactory.createAPIResponse()
                .description("Refused, or failed.")
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(ERROR))));
    }
}
