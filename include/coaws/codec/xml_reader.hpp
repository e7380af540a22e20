// Reading typed data out of an XML document.
#pragma once

#include <coaws/codec/xml_document.hpp>
#include <coaws/schema/shape_reader.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace coaws::codec {

/// A cursor over an XML document (WIRE-32): the protocols query, ec2 and rest-xml read bodies with it.
///
/// It begins at a given element. Members that a rest protocol takes from headers or the status, and event
/// headers, are not looked for. Of repeated elements the first counts, but lists and maps grow. The document
/// must outlive it.
class xml_reader final : public shape_reader {
  public:
    xml_reader(xml_document const& document, xml_document::index start);
    /// Keeps the document.
    xml_reader(std::unique_ptr<xml_document const> document, xml_document::index start);

    bool read_null() override { return false; }
    wire_kind peek(schema const& s) override;
    void begin_struct(schema const& s) override;
    schema const* next_member(schema const& s) override;
    std::string_view unknown_member() const override { return unknown_; }
    std::size_t begin_list(schema const& s) override;
    bool next_element(schema const& s) override;
    std::size_t begin_map(schema const& s) override;
    bool next_entry(schema const& s, std::string_view& key) override;
    bool read_bool(schema const& s) override;
    std::int64_t read_int(schema const& s) override;
    double read_double(schema const& s) override;
    void read_string(schema const& s, std::string& out) override;
    void read_blob(schema const& s, std::string& out) override;
    timestamp read_timestamp(schema const& s) override;
    wire_scalar read_scalar(schema const& s) override;
    std::unique_ptr<coaws::body> take_stream(schema const& s) override;
    void skip() override {}

  private:
    using index = xml_document::index;

    enum class frame_kind : std::uint8_t { structure, attributes, sequence, run };

    /// An open structure, list or map.
    struct frame {
        index node = 0;  ///< the element; of a run, its first
        index next = 0;  ///< child to look at next
        index end = 0;
        std::uint16_t guess = 0;   ///< structure: member expected next; attributes: member to look at next
        std::uint16_t second = 0;  ///< structure: 1 + member that takes the current element as well
        frame_kind kind = frame_kind::structure;
        std::uint32_t seen = 0;      ///< structure: where its bits in `seen_` begin
        std::string_view unknown{};  ///< structure: first name that the schema does not know
    };

    schema const* match(schema const& s, frame& f, std::string_view name);
    schema const* next_attribute(schema const& s, frame& f);
    schema const* accept(schema const& s, frame& f, std::uint16_t member);
    void open_repeated(schema const& s);
    bool advance();
    bool mark_seen(frame const& f, std::uint16_t member);
    std::string_view text() const noexcept {
        return attribute_.data() != nullptr ? attribute_ : document_.text(current_);
    }

    std::unique_ptr<xml_document const> owned_;
    xml_document const& document_;
    index current_;
    std::string_view attribute_;  ///< value of the attribute that the cursor stands at; null data elsewhere
    std::string_view unknown_;
    std::vector<frame> frames_;
    std::vector<std::uint64_t> seen_;
};

}  // namespace coaws::codec
