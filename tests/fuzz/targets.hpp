// All fuzz targets. The corpus of each is the folder of its name below corpus/.
#pragma once

#include "fuzz/target.hpp"

#include <array>

namespace coaws::fuzz {

void cbor(std::string_view input);
void config_file(std::string_view input);
void credential_documents(std::string_view input);
void event_messages(std::string_view input);
void event_stream(std::string_view input);
void jmespath(std::string_view input);
void json_text(std::string_view input);
void protocol_cbor(std::string_view input);
void protocol_ec2(std::string_view input);
void protocol_json(std::string_view input);
void protocol_query(std::string_view input);
void protocol_rest_json(std::string_view input);
void protocol_rest_xml(std::string_view input);
void response_head(std::string_view input);
void rule_set(std::string_view input);
void timestamp(std::string_view input);
void uri(std::string_view input);
void xml_document(std::string_view input);

struct target {
    std::string_view name;
    target_function run;
};

inline constexpr std::array targets{
    target{"cbor", cbor},
    target{"config_file", config_file},
    target{"credential_documents", credential_documents},
    target{"event_messages", event_messages},
    target{"event_stream", event_stream},
    target{"jmespath", jmespath},
    target{"json_text", json_text},
    target{"protocol_cbor", protocol_cbor},
    target{"protocol_ec2", protocol_ec2},
    target{"protocol_json", protocol_json},
    target{"protocol_query", protocol_query},
    target{"protocol_rest_json", protocol_rest_json},
    target{"protocol_rest_xml", protocol_rest_xml},
    target{"response_head", response_head},
    target{"rule_set", rule_set},
    target{"timestamp", timestamp},
    target{"uri", uri},
    target{"xml_document", xml_document},
};

}  // namespace coaws::fuzz
