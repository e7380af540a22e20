// A service and responses written in a test.
#pragma once

#include <coaws/base/json.hpp>
#include <coaws/protocol/wire_protocol.hpp>
#include <coaws/schema/from_model.hpp>
#include <coaws/value/value_serde.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coaws::test {

/// A service of one protocol with these operations and shapes (each the inside of a JSON object).
class sample_service {
  public:
    sample_service(std::string_view protocol, std::string_view operations, std::string_view shapes)
        : protocol_(protocol::find_protocol(protocol)) {
        std::string text = R"({"metadata":{"serviceId":"Sample","apiVersion":"2020-01-01","protocol":")";
        text += protocol;
        text += R"("},"operations":{)";
        text += operations;
        text +=
            R"(},"shapes":{"String":{"type":"string"},"Integer":{"type":"integer"},"Blob":{"type":"blob"},)";
        text += shapes;
        text += "}}";
        service_ = make_service_schema("sample", json::document::parse(text).value());
    }

    protocol::request_record serialize(std::string_view operation, std::string_view json = "{}") const {
        value const params = from_json(json);
        value_input const input(params.as_map());
        return protocol_->serialize(*service_, *service_->find_operation(operation), input);
    }

    /// The output as JSON.
    std::string parse(std::string_view operation, http::response response,
                      protocol::response_metadata& metadata) const {
        value_map map;
        value_output out(map);
        protocol_->parse(*service_, *service_->find_operation(operation), response, out, metadata);
        return to_json(value(std::move(map)));
    }

    protocol::parsed_error parse_error(std::string_view operation, http::response const& response,
                                       protocol::response_metadata& metadata) const {
        return protocol_->parse_error(*service_, *service_->find_operation(operation), response, metadata);
    }

  private:
    std::shared_ptr<service_schema const> service_;
    protocol::wire_protocol const* protocol_;
};

inline http::response make_response(unsigned status, std::string body,
                                    std::vector<std::pair<std::string, std::string>> const& headers = {}) {
    http::response response;
    response.status = status;
    response.body = std::move(body);
    for (auto const& [name, text] : headers) response.headers.add(name, text);
    return response;
}

inline std::string to_text(value_map const& map) { return to_json(value(map)); }

}  // namespace coaws::test
