package dev.latchkey.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.connector.Finding.Severity;
import dev.latchkey.platform.Bilingual;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What a look at a connector's configuration found.
record DiagnosisView(List<Finding> findings) implements Bilingual {
    @Override
    public Object english() {
        return told(Words::english);
    }

    @Override
    public Object chinese() {
        return told(Words::chinese);
    }

    /// @param works whether people can sign in
    @RegisterForReflection
    record Told(boolean works, List<ToldFinding> findings) {}

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ToldFinding(
            String code, Severity severity, String sentence, String remedy, String where, Map<String, Object> data) {}

    private Told told(Function<Words, String> language) {
        boolean works = findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
        return new Told(
                works,
                findings.stream()
                        .map(finding -> new ToldFinding(
                                finding.code(),
                                finding.severity(),
                                language.apply(finding.sentence()),
                                language.apply(finding.remedy()),
                                language.apply(finding.where()),
                                finding.data()))
                        .toList());
    }
}
