//! The extension elements of Camunda 8 that are known here, in one place.

/// What the typed model says, and so is written anew with it: an old one that the model no longer says is gone.
pub const WRITTEN: [&str; 16] = [
    "adHoc",
    "assignmentDefinition",
    "calledDecision",
    "calledElement",
    "formDefinition",
    "ioMapping",
    "loopCharacteristics",
    "priorityDefinition",
    "properties",
    "publishMessage",
    "script",
    "taskDefinition",
    "taskHeaders",
    "taskSchedule",
    "userTask",
    "versionTag",
];

/// What is kept as it stands when a process is written anew: the key of a message, which stands outside of
/// processes, and the text of a form, which changes nothing of how a case runs.
const KEPT: [&str; 2] = ["subscription", "userTaskForm"];

/// Whether an extension is understood, or changes nothing of how a case runs.
pub fn is_understood(name: &str) -> bool {
    WRITTEN.contains(&name) || KEPT.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bpmn::Document;

    #[test]
    fn what_is_written_is_read_and_what_is_only_understood_stays() {
        let known: String =
            WRITTEN.iter().chain(&KEPT).map(|name| format!("<zeebe:{name} note=\"old\"/>")).collect();
        let xml = format!(
            r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="x">
              <process id="p" isExecutable="true">
              <task id="t"><extensionElements>{known}<zeebe:new/></extensionElements></task></process></definitions>"#
        );
        let document = Document::parse(&xml).unwrap_or_else(|errors| panic!("{errors:#?}"));
        let process = &document.definitions().processes[0];
        assert_eq!(process.body.nodes[0].unsupported, ["zeebe:new"]);
        let written = document.replace_process(process, &[]).to_xml();
        for name in WRITTEN {
            assert!(!written.contains(&format!("<zeebe:{name} note")), "{name}: {written}");
        }
        for name in KEPT {
            assert_eq!(written.matches(&format!("<zeebe:{name} note")).count(), 1, "{name}: {written}");
        }
    }
}
