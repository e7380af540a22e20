// The ec2 protocol: query with other names (WIRE-11, WIRE-31).
#include "protocol/protocols.hpp"
#include "protocol/query.hpp"

namespace coaws::protocol {

using codec::xml_document;

namespace {

class ec2_wire_protocol final : public query_wire_protocol {
  public:
    std::string_view name() const noexcept override { return "ec2"; }

  protected:
    codec::query_dialect dialect() const noexcept override { return codec::query_dialect::ec2; }

    std::string_view error_request_id() const noexcept override { return "RequestID"; }

    xml_document::index error_root(xml_document const& document) const override {
        auto const errors = document.find_child(xml_document::root(), "Errors");
        if (errors == xml_document::none) return xml_document::root();
        auto const inner = document.find_child(errors, "Error");
        return inner == xml_document::none ? xml_document::root() : inner;
    }

    void read_metadata(xml_document const& document, response_metadata& metadata) const override {
        auto const id = document.find_child(xml_document::root(), "requestId");
        if (id != xml_document::none) metadata.request_id = document.text(id);
    }
};

}  // namespace

wire_protocol const& ec2_protocol() noexcept {
    static ec2_wire_protocol const protocol;
    return protocol;
}

}  // namespace coaws::protocol
