// A service whose only operation answers with a stream of events, for tests.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "../codec/inline_service.hpp"

namespace coaws::testing_data {

/// `Watch` answers with `Session` and the stream `Events`, in any protocol; `Talk` sends a stream, too.
inline std::shared_ptr<service_schema const> event_service(std::string_view protocol) {
    bool const rest = protocol.starts_with("rest");
    std::string shapes = R"(
        "WatchOutput": {"type": "structure", "members": {
            "Session": {"shape": "String")";
    shapes += rest ? R"(, "location": "header", "locationName": "x-session"}, "Events": {"shape": "Events"}},
            "payload": "Events"})"
                   : R"(}, "Events": {"shape": "Events"}}})";
    shapes += R"(,
        "TalkInput": {"type": "structure", "members": {"Events": {"shape": "Events"}}, "payload": "Events"},
        "Events": {"type": "structure", "eventstream": true, "members": {
            "Raw": {"shape": "Raw"}, "Line": {"shape": "Line"}, "Detail": {"shape": "Detail"},
            "Whole": {"shape": "Whole"}, "Heads": {"shape": "Heads"}, "Mute": {"shape": "Mute"},
            "Bare": {"shape": "String"}, "Gone": {"shape": "GoneException"}, "Shout": {"shape": "Shout"}}},
        "Raw": {"type": "structure", "event": true, "members": {"Bytes": {"shape": "Blob", "eventpayload": true}}},
        "Line": {"type": "structure", "event": true, "members": {
            "Text": {"shape": "String", "eventpayload": true}}},
        "Detail": {"type": "structure", "event": true, "members": {
            "Number": {"shape": "Integer", "eventheader": true},
            "Details": {"shape": "Details", "eventpayload": true}}},
        "Details": {"type": "structure", "members": {"Name": {"shape": "String"}, "Count": {"shape": "Integer"}}},
        "Whole": {"type": "structure", "event": true, "members": {
            "Name": {"shape": "String"}, "Parts": {"shape": "Parts"}, "At": {"shape": "Timestamp"}}},
        "Parts": {"type": "list", "member": {"shape": "String"}},
        "Heads": {"type": "structure", "event": true, "members": {
            "Flag": {"shape": "Boolean", "eventheader": true}, "Number": {"shape": "Long", "eventheader": true},
            "Ratio": {"shape": "Double", "eventheader": true}, "Bytes": {"shape": "Blob", "eventheader": true},
            "Word": {"shape": "String", "eventheader": true, "locationName": "other"},
            "At": {"shape": "Timestamp", "eventheader": true}, "List": {"shape": "Parts", "eventheader": true},
            "Body": {"shape": "Blob", "eventpayload": true}}},
        "Mute": {"type": "structure", "members": {
            "Number": {"shape": "Integer", "eventheader": true}, "Name": {"shape": "String"}}},
        "GoneException": {"type": "structure", "exception": true, "members": {
            "message": {"shape": "String"}, "Tree": {"shape": "String"}}},
        "Shout": {"type": "structure", "exception": true, "members": {"Message": {"shape": "String"}}})";
    constexpr std::string_view operations = R"(
        "Watch": {"name": "Watch", "http": {"method": "POST", "requestUri": "/"},
            "output": {"shape": "WatchOutput"}},
        "Talk": {"name": "Talk", "http": {"method": "POST", "requestUri": "/talk"},
            "input": {"shape": "TalkInput"}, "output": {"shape": "WatchOutput"}})";
    return inline_service(protocol, operations, shapes);
}

}  // namespace coaws::testing_data
