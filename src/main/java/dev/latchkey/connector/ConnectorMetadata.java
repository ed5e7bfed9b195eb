package dev.latchkey.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/// What a kind of connector is called and asks for, as `GET /api/connector-factories` shows it.
///
/// @param id for example `alipay-web`
/// @param target the identity space, for example `alipay`; factories may share one
/// @param name by language tag; `en` is always there
/// @param description by language tag; `en` is always there
/// @param logo address of an SVG or PNG, absolute or below the endpoint
/// @param readme how to set it up, as Markdown
public record ConnectorMetadata(
        String id,
        String target,
        Platform platform,
        Map<String, String> name,
        Map<String, String> description,
        String logo,
        String logoDark,
        String readme,
        List<FormItem> formItems) {
    public ConnectorMetadata {
        name = Map.copyOf(name);
        description = Map.copyOf(description);
        formItems = List.copyOf(formItems);
    }

    /// Where a connector works: in browsers, in apps with the vendor's SDK, or in both.
    public enum Platform {
        Web,
        Native,
        Universal
    }

    /// One field of the configuration form.
    ///
    /// @param type `Text`, `Number`, `MultilineText`, `Switch`, `Select` or `Json`
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FormItem(
            String key,
            String label,
            String type,
            Boolean required,
            Object defaultValue,
            String placeholder,
            String description,
            List<SelectItem> selectItems,
            Boolean isConfidential) {}

    /// One choice of a `Select`.
    public record SelectItem(String value, String title) {}
}
