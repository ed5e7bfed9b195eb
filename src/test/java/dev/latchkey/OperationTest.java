package dev.latchkey;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.testing.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/// What operators look at.
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class OperationTest {
    @Test
    void isReadyOnceTheSchemaIsThere() {
        given().when().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }
}
