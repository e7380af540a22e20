// CBOR writing and reading under a schema, and without one.
#include <doctest/doctest.h>

#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>
#include <coaws/codec/cbor.hpp>
#include <coaws/codec/cbor_value.hpp>
#include <coaws/value/args.hpp>
#include <coaws/value/value_serde.hpp>
#include <limits>

#include "../codec/inline_service.hpp"

using namespace coaws;

namespace {

service_schema const& service() {
    static auto const made = testing_data::inline_service("smithy-rpc-v2-cbor", "", R"(
        "Box": {"type": "structure", "members": {
            "s": {"shape": "String"}, "i": {"shape": "Integer"}, "f": {"shape": "Float"}, "d": {"shape": "Double"},
            "b": {"shape": "Boolean"}, "x": {"shape": "Blob"}, "t": {"shape": "Timestamp"}, "m": {"shape": "Tags"},
            "l": {"shape": "Strings"}, "u": {"shape": "Choice"}, "n": {"shape": "Box"},
            "r": {"shape": "String", "locationName": "renamed"}}},
        "Tags": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Integer"}},
        "Strings": {"type": "list", "member": {"shape": "String"}},
        "Choice": {"type": "structure", "union": true, "members": {"S": {"shape": "String"}, "N": {"shape": "Long"}}})");
    return *made;
}

schema const& box() { return *service().find_shape("Box"); }

std::string written(value const& v) {
    std::string bytes;
    codec::cbor_writer writer(bytes);
    value_input(v.as_map()).write(writer, box());
    return hex_encode(bytes);
}

value read(std::string_view hex) {
    std::string bytes = hex_decode(hex).value();
    value_map out;
    codec::cbor_reader reader(bytes);
    value_output(out).read(reader, box());
    return value(std::move(out));
}

value decoded(std::string_view hex) { return codec::decode_cbor(hex_decode(hex).value()); }

timestamp at(std::int64_t microseconds) { return timestamp(std::chrono::microseconds(microseconds)); }

}  // namespace

TEST_CASE("cbor writer") {
    struct row {
        value input;
        std::string_view hex;
    };
    double const infinity = std::numeric_limits<double>::infinity();
    row const rows[] = {
        {args(), "a0"},
        {args("s", nullptr), "a0"},
        {args("s", "hi"), "a16173626869"},
        {args("r", ""), "a16772656e616d656460"},
        {args("i", 0), "a1616900"},
        {args("i", 23), "a1616917"},
        {args("i", 24), "a161691818"},
        {args("i", 256), "a16169190100"},
        {args("i", 65536), "a161691a00010000"},
        {args("i", 4294967296), "a161691b0000000100000000"},
        {args("i", -1), "a1616920"},
        {args("i", std::numeric_limits<std::int64_t>::min()), "a161693b7fffffffffffffff"},
        {args("i", true), "a1616901"},
        {args("f", 1.5), "a16166fa3fc00000"},
        {args("f", 2), "a16166fa40000000"},
        {args("d", 1.5), "a16164fb3ff8000000000000"},
        {args("d", infinity), "a16164f97c00"},
        {args("f", -infinity), "a16166f9fc00"},
        {args("f", std::numeric_limits<double>::quiet_NaN()), "a16166f97e00"},
        {args("b", false), "a16162f4"},
        {args("x", blob("hi")), "a16178426869"},
        {args("x", body::from_string("hi")), "a16178426869"},
        {args("t", at(1000000)), "a16174c101"},
        {args("t", at(-1000000)), "a16174c120"},
        {args("t", at(1500000)), "a16174c1fb3ff8000000000000"},
        {args("l", list_of("a", "b")), "a1616c8261616162"},
        {args("m", args("k", 1)), "a1616da1616b01"},
        {args("n", args("n", args("i", 1), "s", "")), "a1616ea2616ea1616901617360"},
    };
    for (auto const& r : rows) {
        CAPTURE(r.hex);
        CHECK(written(r.input) == r.hex);
    }
    CHECK_THROWS_AS(written(args("f", 1e39)), param_validation_error);
    CHECK_THROWS_AS(written(args("s", "\xff")), param_validation_error);
    CHECK_THROWS_AS(written(args("x", body::from_file("x"))), param_validation_error);
}

TEST_CASE("cbor writer: structures of more members than fit into the first byte") {
    std::string members;
    value input = args();
    for (int i = 0; i < 300; ++i) {
        std::string name = "m" + std::to_string(1000 + i);
        members += (i > 0 ? ", \"" : "\"") + name + R"(": {"shape": "Integer"})";
        input[name] = value(i % 20);
    }
    auto wide = testing_data::inline_service(
        "smithy-rpc-v2-cbor", "", R"("Wide": {"type": "structure", "members": {)" + members + "}}");
    for (std::size_t count : {23u, 24u, 255u, 256u, 300u}) {
        CAPTURE(count);
        value_map some;
        for (auto const& [name, v] : input.as_map()) {
            if (some.size() < count) some.append(name, v);
        }
        std::string bytes;
        codec::cbor_writer writer(bytes);
        value_input(some).write(writer, *wide->find_shape("Wide"));
        CHECK(codec::decode_cbor(bytes) == value(some));
    }
}

TEST_CASE("cbor reader") {
    CHECK(read("a0") == args());
    CHECK(read("bf61737f61686169ff6169182aff") == args("s", "hi", "i", 42));
    CHECK(read("a17f6173ff7f61616162ff") == args("s", "ab"));
    CHECK(read("a26161820102616905") == args("i", 5));
    CHECK(read("a16173f6") == args());
    CHECK(read("a16164f93e00") == args("d", 1.5));
    CHECK(read("a1616401") == args("d", 1));
    CHECK(read("a16178426869") == args("x", blob("hi")));
    CHECK(read("a16174c1fb3ff8000000000000") == args("t", at(1500000)));
    CHECK(read("a16174c120") == args("t", at(-1000000)));
    CHECK(read("a1616da2616101616ff6") == args("m", args("a", 1)));
    CHECK(read("a1616c9f6161f6ff") == args("l", list_of("a", nullptr)));
    CHECK(read("a16772656e616d656460") == args());
    CHECK(read("a16172617a") == args("r", "z"));
    CHECK(read("a0ff00") == args());
}

TEST_CASE("cbor reader: containers tell how much is to come, as far as that can be") {
    struct row {
        std::string head;  ///< of a list
        std::size_t items;
        std::size_t told;
    };
    auto const& list = *box().find_member("l");
    auto const told = [&](row const& r) {
        std::string const bytes = hex_decode(r.head).value() + std::string(r.items, '\x60');
        return codec::cbor_reader(bytes).begin_list(list);
    };
    for (auto const& r : {row{"82", 2, 2}, row{"80", 0, 0}, row{"9f", 2, 0}, row{"991388", 5000, 1000}}) {
        CAPTURE(r.head);
        CHECK(told(r) == r.told);
    }
    for (auto const& r : {row{"9bffffffffffffffff", 5, 0}, row{"991388", 4999, 0}, row{"a0", 0, 0}}) {
        CAPTURE(r.head);
        CHECK_THROWS_AS(static_cast<void>(told(r)), response_parser_error);
    }
}

TEST_CASE("cbor reader: unions") {
    CHECK(read("a16175a1614e05") == args("u", args("N", 5)));
    CHECK(read("a16175a1615a05") == args("u", args("SDK_UNKNOWN_MEMBER", args("name", "Z"))));
    CHECK_THROWS_AS(read("a16175a0"), response_parser_error);
    CHECK_THROWS_AS(read("a16175a2614e05615360"), response_parser_error);
}

TEST_CASE("cbor reader: malformed bytes are errors, never more") {
    for (std::string_view hex : {"",
                                 "80",
                                 "01",
                                 "a1",
                                 "a161",
                                 "a16173",
                                 "a1617361",
                                 "a161735f",
                                 "bf",
                                 "a1616cbb",
                                 "a1616c9bffffffffffffffff",
                                 "a1616dbbffffffffffffffff",
                                 "a161737bffffffffffffffff",
                                 "a16173c201",
                                 "a16174c160",
                                 "a16174c1",
                                 "a16173f8",
                                 "a16173fe",
                                 "a1617361ff",
                                 "a10001",
                                 "a16173ff",
                                 "a1617381",
                                 "a16173421f",
                                 "ff",
                                 "1c",
                                 "3f"}) {
        CAPTURE(hex);
        CHECK_THROWS_AS(read(hex), response_parser_error);
    }
    std::string deep(6000, '\x81');
    CHECK_THROWS_AS(codec::decode_cbor(deep), response_parser_error);
    CHECK_THROWS_AS(read("a1617a" + hex_encode(deep)), response_parser_error);
    CHECK_THROWS_AS(codec::decode_cbor(std::string(6000, '\xc1')), response_parser_error);
    std::string nested;
    for (int i = 0; i < 1500; ++i) nested += "a1616e";
    CHECK_THROWS_AS(read(nested + "a0"), response_parser_error);
}

TEST_CASE("cbor reader: every cut of a good item is an error") {
    std::string good =
        hex_decode(written(args("s", "hello", "i", 70000, "t", at(1500000), "l", list_of("a", "b"), "m",
                                args("k", 1), "n", args("x", blob("12345")))))
            .value();
    for (std::size_t size = 0; size < good.size(); ++size) {
        CAPTURE(size);
        CHECK_THROWS_AS(read(hex_encode(good.substr(0, size))), response_parser_error);
    }
}

TEST_CASE("cbor without a schema") {
    CHECK(decoded("f7").is_null());
    CHECK(decoded("f5") == value(true));
    CHECK(decoded("1bffffffffffffffff") == value(18446744073709551615.0));
    CHECK(decoded("3b7fffffffffffffff") == value(std::numeric_limits<std::int64_t>::min()));
    CHECK(decoded("f97bff") == value(65504.0));
    CHECK(decoded("f90001") == value(5.9604644775390625e-08));
    CHECK(decoded("fa3fd00000") == value(1.625));
    CHECK(decoded("5f4161426263ff") == value(blob("abc")));
    CHECK(decoded("a20102617860") == args("1", 2, "x", ""));
    CHECK(decoded("c11a65920080") == value(at(1704067200000000)));
}

TEST_CASE("cbor as JSON text keeps all digits") {
    auto text = [](std::string_view hex) { return codec::cbor_to_json(hex_decode(hex).value()); };
    CHECK(text("821bffffffffffffffff3bffffffffffffffff") == "[18446744073709551615,-18446744073709551616]");
    CHECK(text("3b8000000000000000") == "-9223372036854775809");
    CHECK(text("bf616180616bf601f5ff") == R"({"a":[],"1":true})");
    CHECK(text("a061") == "{}");
    CHECK_THROWS_AS(text("a18001"), response_parser_error);
    CHECK_THROWS_AS(codec::cbor_to_json(std::string(6000, '\x81')), response_parser_error);
}

TEST_CASE("cbor reader: members of the document for errors") {
    codec::cbor_reader reader(std::string_view("\xa3\x66__type\x63\x61#B\x64\x63ode\x05\x67message\xf6", 27));
    CHECK(reader.at_object());
    CHECK(reader.member_text("__type").value() == "a#B");
    CHECK(reader.member_text("code").value() == "5");
    CHECK(reader.has_member("message"));
    CHECK_FALSE(reader.member_text("message"));
    CHECK_FALSE(reader.member_text("other"));
    CHECK_FALSE(codec::cbor_reader("").at_object());
}
