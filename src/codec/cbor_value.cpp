// CBOR without a schema.
#include <coaws/base/text.hpp>
#include <coaws/codec/cbor_value.hpp>
#include <limits>
#include <utility>

#include "codec/cbor_token.hpp"
#include "codec/text_scalars.hpp"

namespace coaws::codec {

namespace {

class decoder {
  public:
    explicit decoder(std::string_view bytes) noexcept : bytes_(bytes) {}

    value item(std::size_t level) {
        if (level > cbor_most_levels)
            refuse_cbor("more than " + std::to_string(cbor_most_levels) + " levels");
        cbor_head head = read_cbor_head(bytes_, at_);
        switch (head.major) {
            case cbor_unsigned:
            case cbor_negative:
                return number(head);
            case cbor_bytes:
                return blob(read_cbor_string(bytes_, at_, head, pieces_));
            case cbor_text:
                return read_cbor_string(bytes_, at_, head, pieces_);
            case cbor_array:
                return array(head, level);
            case cbor_map:
                return map(head, level);
            case cbor_tag:
                return time();
            default:
                break;
        }
        if (head.is_null()) return nullptr;
        if (head.is_bool()) return head.info == cbor_true;
        return cbor_number(head);
    }

  private:
    static value number(cbor_head const& head) {
        std::int64_t n = 0;
        if (cbor_integer(head, n)) return n;
        return cbor_number(head);
    }

    bool more(cbor_head const& head, std::uint64_t& left) {
        if (head.indefinite()) return !take_cbor_break(bytes_, at_);
        return left-- > 0;
    }

    value array(cbor_head const& head, std::size_t level) {
        value_list list;
        for (std::uint64_t left = head.argument; more(head, left);) list.push_back(item(level + 1));
        return list;
    }

    value map(cbor_head const& head, std::size_t level) {
        value_map entries;
        for (std::uint64_t left = head.argument; more(head, left);) {
            std::string name = key(level + 1);
            value mapped = item(level + 1);
            if (!mapped.is_null()) entries[name] = std::move(mapped);
        }
        return entries;
    }

    std::string key(std::size_t level) {
        value name = item(level);
        if (name.is_string()) return std::move(name.as_string());
        if (name.is_list() || name.is_map()) refuse_cbor("a key is a list or a map");
        return to_json(name);
    }

    value time() {
        cbor_head head = read_cbor_head(bytes_, at_);
        if (!head.is_number()) refuse_cbor("a time is no number");
        return time_from_number(cbor_number(head));
    }

    std::string_view bytes_;
    std::size_t at_ = 0;
    std::string pieces_;
};

/// The digits of an integer that needs more than 63 bits.
std::string big_integer_text(cbor_head const& head) {
    if (head.major == cbor_unsigned) return std::to_string(head.argument);
    bool most = head.argument == std::numeric_limits<std::uint64_t>::max();
    return "-" + (most ? "18446744073709551616" : std::to_string(head.argument + 1));
}

/// Copies an item as JSON text; containers and big integers here, anything else through its value.
class json_copier {
  public:
    explicit json_copier(std::string_view bytes) noexcept : bytes_(bytes) {}

    void item(std::size_t level) {
        if (level > cbor_most_levels)
            refuse_cbor("more than " + std::to_string(cbor_most_levels) + " levels");
        std::size_t begin = at_;
        cbor_head head = read_cbor_head(bytes_, at_);
        std::int64_t ignored = 0;
        if (head.major == cbor_array || head.major == cbor_map) {
            container(head, level);
        } else if (head.major <= cbor_negative && !cbor_integer(head, ignored)) {
            out_ += big_integer_text(head);
        } else {
            at_ = begin;
            skip_cbor(bytes_, at_, level);
            out_ += to_json(decode_cbor(bytes_.substr(begin, at_ - begin)), json_options().with_lossless());
        }
    }

    std::string take() { return std::move(out_); }

  private:
    void container(cbor_head const& head, std::size_t level) {
        bool map = head.major == cbor_map;
        out_ += map ? '{' : '[';
        for (std::uint64_t left = head.argument; head.indefinite() ? !take_cbor_break(bytes_, at_) : left > 0;
             --left) {
            if (map) {
                entry(level);
            } else {
                separate();
                item(level + 1);
            }
        }
        out_ += map ? '}' : ']';
    }

    void entry(std::size_t level) {
        std::size_t begin = at_;
        skip_cbor(bytes_, at_, level);
        value name = decode_cbor(bytes_.substr(begin, at_ - begin));
        if (name.is_list() || name.is_map()) refuse_cbor("a key is a list or a map");
        std::size_t after_key = at_;
        if (read_cbor_head(bytes_, at_).is_null()) return;
        at_ = after_key;
        separate();
        out_ += name.is_string() ? to_json(name) : to_json(value(to_json(name)));
        out_ += ':';
        item(level + 1);
    }

    void separate() {
        if (out_.back() != '[' && out_.back() != '{') out_ += ',';
    }

    std::string_view bytes_;
    std::size_t at_ = 0;
    std::string out_;
};

}  // namespace

std::string cbor_to_json(std::string_view bytes) {
    json_copier copier(bytes);
    copier.item(0);
    return copier.take();
}

value decode_cbor(std::string_view bytes) { return decoder(bytes).item(0); }

}  // namespace coaws::codec
