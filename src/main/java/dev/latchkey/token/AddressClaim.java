package dev.latchkey.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/// The claim `address` (OIDC Core §5.1.1): the stored profile spells its members in camel case, the
/// standard does not.
final class AddressClaim {
    private AddressClaim() {}

    /// Null when nothing is known.
    static Map<String, String> of(JsonNode stored) {
        Map<String, String> address = LinkedHashMap.newLinkedHashMap(6);
        put(address, "formatted", stored, "formatted");
        put(address, "street_address", stored, "streetAddress");
        put(address, "locality", stored, "locality");
        put(address, "region", stored, "region");
        put(address, "postal_code", stored, "postalCode");
        put(address, "country", stored, "country");
        return address.isEmpty() ? null : address;
    }

    private static void put(Map<String, String> address, String member, JsonNode stored, String field) {
        String text = PersonClaim.text(stored, field);
        if (text != null) {
            address.put(member, text);
        }
    }
}
