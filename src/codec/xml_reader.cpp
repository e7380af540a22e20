// Reading typed data out of an XML document.
#include <algorithm>
#include <coaws/base/errors.hpp>
#include <coaws/codec/xml_reader.hpp>
#include <coaws/http/body.hpp>

#include "codec/text_scalars.hpp"

namespace coaws::codec {

namespace {

/// How many members are tried in model order before the look-up by name: services mostly send that order.
constexpr std::size_t members_tried = 4;

/// The element that a member is found under: a flattened list goes by the name of its items, if that is
/// modelled.
std::string_view element_name(schema const& member) noexcept {
    if (member.type() == shape_type::list && member.traits().flattened) {
        std::string_view const item = member.element().traits().location_name;
        if (!item.empty()) return item;
    }
    return member.wire_name();
}

bool in_body(schema const& member) noexcept {
    binding const where = member.traits().location;
    return where != binding::header && where != binding::headers && where != binding::status_code &&
           !member.traits().event_header;
}

bool is_found_as(schema const& member, std::string_view name) noexcept {
    return element_name(member) == name && in_body(member);
}

bool grows(schema const& member) noexcept {
    return member.type() == shape_type::list || member.type() == shape_type::map;
}

constexpr std::uint16_t no_member = 0xffff;

std::uint16_t find_member(schema const& s, std::size_t guess, std::string_view name) noexcept {
    std::size_t const count = s.member_count();
    std::size_t const tried = std::min(count, guess + members_tried);
    for (std::size_t i = guess; i < tried; ++i) {
        if (is_found_as(s.member(i), name)) return static_cast<std::uint16_t>(i);
    }
    if (schema const* m = s.find_wire_member(name); m != nullptr && is_found_as(*m, name)) return m->index();
    // Names of items are no wire names, and a header may share its name with an element.
    for (std::size_t i = 0; i < count; ++i) {
        if (is_found_as(s.member(i), name)) return static_cast<std::uint16_t>(i);
    }
    return no_member;
}

/// WIRE-26: the element has exactly one kind of child.
void check_union(xml_document const& document, xml_document::index element, schema const& s) {
    std::string_view only;
    bool single = true;
    for (auto c = document.first(element); c < document.end(element); c = document.end(c)) {
        std::string_view const name = document.name(c);
        if (name == "__type") continue;
        if (only.empty()) only = name;
        single = single && name == only;
    }
    if (only.empty() || !single) {
        throw response_parser_error("Invalid service response: " + std::string(s.shape_name()) +
                                    " must have one and only one member set.");
    }
}

}  // namespace

xml_reader::xml_reader(xml_document const& document, xml_document::index start)
    : document_(document), current_(start) {
    frames_.reserve(12);
}

xml_reader::xml_reader(std::unique_ptr<xml_document const> document, xml_document::index start)
    : owned_(std::move(document)), document_(*owned_), current_(start) {
    frames_.reserve(12);
}

wire_kind xml_reader::peek(schema const& s) {
    switch (s.type()) {
        case shape_type::structure:
        case shape_type::map:
            return wire_kind::map;
        case shape_type::list:
            return wire_kind::list;
        case shape_type::integer:
        case shape_type::long_integer:
            return wire_kind::integer;
        case shape_type::float32:
        case shape_type::float64:
            return wire_kind::number;
        case shape_type::boolean:
            return wire_kind::boolean;
        case shape_type::blob:
            return wire_kind::bytes;
        case shape_type::timestamp:
            return wire_kind::timestamp;
        case shape_type::string:
        case shape_type::document:
            break;
    }
    return wire_kind::string;
}

void xml_reader::begin_struct(schema const& s) {
    if (s.traits().is_union) check_union(document_, current_, s);
    frame f;
    f.node = current_;
    f.next = document_.first(current_);
    f.end = document_.end(current_);
    f.seen = static_cast<std::uint32_t>(seen_.size());
    seen_.resize(seen_.size() + (s.member_count() + 63) / 64);
    frames_.push_back(f);
}

schema const* xml_reader::next_member(schema const& s) {
    frame& f = frames_.back();
    if (f.kind == frame_kind::attributes) return next_attribute(s, f);
    while (f.next < f.end) {
        if (f.second != 0) {
            auto const member = static_cast<std::uint16_t>(f.second - 1);
            f.second = 0;
            if (schema const* m = accept(s, f, member); m != nullptr) return m;
            continue;
        }
        if (schema const* m = match(s, f, document_.name(f.next)); m != nullptr) return m;
    }
    if (document_.has_attributes(f.node)) {
        f.kind = frame_kind::attributes;
        f.guess = 0;
        return next_attribute(s, f);
    }
    unknown_ = f.unknown;
    seen_.resize(f.seen);
    frames_.pop_back();
    return nullptr;
}

/// Gives the member that the next element belongs to and steps to that element; passes over it and gives null
/// when it belongs to none or came before.
schema const* xml_reader::match(schema const& s, frame& f, std::string_view name) {
    std::uint16_t const member = find_member(s, f.guess, name);
    if (member == no_member) {
        if (f.unknown.empty() && name != "__type") f.unknown = name;
        f.next = document_.end(f.next);
        return nullptr;
    }
    // S3 has members side by side that share an element: a text and a flattened list of such texts. The list
    // comes last, for it takes the following elements too.
    auto const other = [&](std::size_t i) { return i < s.member_count() && is_found_as(s.member(i), name); };
    auto const next = static_cast<std::uint16_t>(member + 1);
    auto const previous = static_cast<std::uint16_t>(member - 1);
    std::uint16_t const twin = other(next) ? next : member > 0 && other(previous) ? previous : no_member;
    if (twin == no_member) return accept(s, f, member);
    std::uint16_t const list = grows(s.member(twin)) ? twin : member;
    std::uint16_t const first = list == twin ? member : twin;
    f.second = static_cast<std::uint16_t>(list + 1);
    if (mark_seen(f, first)) return nullptr;
    current_ = f.next;
    return &s.member(first);
}

schema const* xml_reader::accept(schema const& s, frame& f, std::uint16_t member) {
    schema const& m = s.member(member);
    current_ = f.next;
    f.next = document_.end(f.next);
    f.guess = static_cast<std::uint16_t>(member + 1);
    bool const repeated = mark_seen(f, member);
    return repeated && !grows(m) ? nullptr : &m;
}

schema const* xml_reader::next_attribute(schema const& s, frame& f) {
    attribute_ = {};
    while (f.guess < s.member_count()) {
        schema const& m = s.member(f.guess);
        std::uint16_t const member = f.guess++;
        if (!m.traits().xml_attribute || mark_seen(f, member)) continue;
        attribute_ = document_.find_attribute(f.node, m.wire_name());
        if (attribute_.data() != nullptr) return &m;
    }
    unknown_ = f.unknown;
    seen_.resize(f.seen);
    frames_.pop_back();
    return nullptr;
}

/// Notes that a member came; true when it had come before.
bool xml_reader::mark_seen(frame const& f, std::uint16_t member) {
    std::uint64_t& word = seen_[f.seen + member / 64U];
    std::uint64_t const bit = std::uint64_t{1} << (member % 64U);
    bool const before = (word & bit) != 0;
    word |= bit;
    return before;
}

/// A flattened list or map is the run of elements of one name that begins here; the structure around it gives
/// us the member again when more of them follow later.
void xml_reader::open_repeated(schema const& s) {
    frame f;
    f.node = current_;
    f.kind = s.traits().flattened ? frame_kind::run : frame_kind::sequence;
    f.next = s.traits().flattened ? current_ : document_.first(current_);
    f.end = document_.end(current_);
    frames_.push_back(f);
}

bool xml_reader::advance() {
    frame& f = frames_.back();
    if (f.next < f.end) {
        current_ = f.next;
        f.next = document_.end(f.next);
        return true;
    }
    if (f.kind == frame_kind::run && frames_.size() > 1) {
        frame& parent = frames_[frames_.size() - 2];
        bool const more = parent.kind == frame_kind::structure && parent.next < parent.end &&
                          document_.name(parent.next) == document_.name(f.node);
        if (more) {
            current_ = parent.next;
            parent.next = document_.end(parent.next);
            return true;
        }
    }
    frames_.pop_back();
    return false;
}

std::size_t xml_reader::begin_list(schema const& s) {
    open_repeated(s);
    return 0;
}

bool xml_reader::next_element(schema const&) { return advance(); }

std::size_t xml_reader::begin_map(schema const& s) {
    open_repeated(s);
    return 0;
}

bool xml_reader::next_entry(schema const& s, std::string_view& key) {
    if (!advance()) return false;
    index key_element = xml_document::none;
    index value_element = xml_document::none;
    for (index c = document_.first(current_); c < document_.end(current_); c = document_.end(c)) {
        std::string_view const name = document_.name(c);
        if (name == s.key().wire_name()) {
            key_element = c;
        } else if (name == s.mapped().wire_name()) {
            value_element = c;
        } else {
            throw response_parser_error("Unknown tag: " + std::string(name));
        }
    }
    if (key_element == xml_document::none || value_element == xml_document::none) {
        throw response_parser_error("Unable to parse response: a map entry lacks its key or its value");
    }
    key = document_.text(key_element);
    current_ = value_element;
    return true;
}

bool xml_reader::read_bool(schema const&) { return text() == "true"; }

std::int64_t xml_reader::read_int(schema const&) { return integer_from_text(text()); }

double xml_reader::read_double(schema const&) { return number_from_text(text()); }

void xml_reader::read_string(schema const&, std::string& out) { out.append(text()); }

void xml_reader::read_blob(schema const&, std::string& out) { append_base64(out, text()); }

timestamp xml_reader::read_timestamp(schema const&) { return time_from_text(text()); }

wire_scalar xml_reader::read_scalar(schema const& s) {
    switch (s.type()) {
        case shape_type::boolean:
            return text() == "true";
        case shape_type::integer:
        case shape_type::long_integer:
            return integer_from_text(text());
        case shape_type::float32:
        case shape_type::float64:
            return number_from_text(text());
        default:
            return text();
    }
}

std::unique_ptr<coaws::body> xml_reader::take_stream(schema const&) { return nullptr; }

}  // namespace coaws::codec
