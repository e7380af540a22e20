// Tests of XML parsing: structure, texts, attributes, refusals.
#include <doctest/doctest.h>

#include <coaws/base/errors.hpp>
#include <coaws/codec/xml_document.hpp>
#include <string>

using coaws::codec::empty_text;
using coaws::codec::xml_document;

namespace {

/// `name=text(children)` of an element and everything in it.
std::string dump(xml_document const& d, xml_document::index i) {
    std::string out(d.name(i));
    out += '=';
    out += d.text(i);
    if (d.is_leaf(i)) return out;
    out += '(';
    for (auto c = xml_document::first(i); c < d.end(i); c = d.end(c)) {
        if (out.back() != '(') out += ' ';
        out += dump(d, c);
    }
    return out + ')';
}

std::string dump(std::string const& text) {
    xml_document const d(text);
    return dump(d, xml_document::root());
}

std::string problem(std::string const& text) {
    try {
        xml_document const d(text);
    } catch (coaws::response_parser_error const& e) {
        return e.what();
    }
    return {};
}

std::string nested(unsigned levels) {
    std::string text;
    for (unsigned i = 0; i < levels; ++i) text += "<a>";
    for (unsigned i = 0; i < levels; ++i) text += "</a>";
    return text;
}

}  // namespace

TEST_CASE("xml_document: elements and texts") {
    struct row {
        char const* text;
        char const* expected;
    };
    row const rows[] = {
        {"<a/>", "a="},
        {"<a></a>", "a="},
        {"<a> x </a>", "a= x "},
        {"<a><b>1</b><c>2</c></a>", "a=(b=1 c=2)"},
        {"<a><b><c/></b><d/></a>", "a=(b=(c=) d=)"},
        {"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<a>\xc3\xa9</a>\n", "a=\xc3\xa9"},
        {"\xef\xbb\xbf<a>x</a>", "a=x"},
        {"<p:a xmlns:p=\"urn:x\"><p:b>1</p:b></p:a>", "a=(b=1)"},
        {"<a>x<!-- c -->y<?pi z?>z</a>", "a=xyz"},
        {"<a>x<![CDATA[<&]]>y</a>", "a=x<&y"},
        {"<a>&lt;&amp;&gt;&quot;&apos;</a>", "a=<&>\"'"},
        {"<a>&amp;</a>", "a=&"},
        {"<a>&amp;amp;</a>", "a=&amp;"},
        {"<a>&#65;&#x1F600;!</a>", "a=A\xf0\x9f\x98\x80!"},
        {"<a>1\r\n2\r3\n4</a>", "a=1\n2\n3\n4"},
        {"<a>before<b/>after</a>", "a=before(b=)"},
        {"<!DOCTYPE a><a>x</a>", "a=x"},
    };
    for (auto const& [text, expected] : rows) CHECK_MESSAGE(dump(text) == expected, text);
}

TEST_CASE("xml_document: whitespace between elements costs no copy and is no text of a leaf") {
    std::string const text = "<a>\n  <b>1</b>\n  <c>\n</c>\n</a>";
    xml_document const d(text);
    CHECK(d.text(1) == "1");
    CHECK(d.text(1).data() == text.data() + text.find('1'));
    CHECK(d.text(2) == "\n");
}

TEST_CASE("xml_document: attributes are found by name, any prefix matching any other") {
    std::string const text =
        "<a plain='1' xmlns='urn:d' xmlns:x='urn:x' x:type='T&quot;&#10;'><b/><c type='2' other='3'/></a>";
    xml_document const d(text);
    CHECK(d.find_attribute(0, "plain") == "1");
    CHECK(d.find_attribute(0, "x:type") == "T\"\n");
    CHECK(d.find_attribute(0, "xsi:type") == "T\"\n");
    CHECK(d.find_attribute(0, "type").data() == nullptr);
    CHECK(d.find_attribute(0, "xmlns").data() == nullptr);
    CHECK_FALSE(d.has_attributes(1));
    CHECK(d.find_attribute(1, "type").data() == nullptr);
    CHECK(d.find_attribute(2, "type") == "2");
    CHECK(d.find_attribute(2, "other") == "3");
    CHECK(d.find_attribute(2, "xsi:type").data() == nullptr);
}

TEST_CASE("xml_document: the first child of a name is found") {
    xml_document const d("<a><b>1</b><c><b>2</b></c><b>3</b></a>");
    CHECK(d.text(d.find_child(0, "b")) == "1");
    CHECK(d.find_child(0, "d") == xml_document::none);
    CHECK(d.text(d.find_child(d.find_child(0, "c"), "b")) == "2");
}

TEST_CASE("xml_document: no text is an error or an empty element") {
    CHECK(problem("").find("no element found: line 1, column 0") != std::string::npos);
    xml_document const d("", empty_text::empty_element);
    CHECK(d.name(0).empty());
    CHECK(d.text(0).empty());
    CHECK(d.is_leaf(0));
    CHECK_FALSE(d.has_attributes(0));
}

TEST_CASE("xml_document: malformed text is refused, with the place and without quoting it") {
    struct row {
        char const* text;
        char const* why;
    };
    row const rows[] = {
        {"secret", "syntax error: line 1, column 0"},
        {"<a>secret", "no element found: line 1, column 9"},
        {"<a>\n<b>secret</a>", "mismatched tag: line 2, column 11"},
        {"<a>secret\x01</a>", "not well-formed (invalid token): line 1, column 9"},
        {"<a>secret\xff</a>", "not well-formed (invalid token): line 1, column 9"},
        {"<a/>secret", "junk after document element: line 1, column 4"},
        {"<a>&secret;</a>", "undefined entity: line 1, column 3"},
        {"<!DOCTYPE a SYSTEM \"x\"><a>&secret;</a>", "undefined entity"},
        {"<!DOCTYPE a [<!ENTITY secret \"x\">]><a>&secret;</a>", "a document type definition is not allowed"},
        {"<!DOCTYPE a [<!ATTLIST a secret CDATA \"x\">]><a/>", "a document type definition is not allowed"},
    };
    for (auto const& [text, why] : rows) {
        std::string const message = problem(text);
        CHECK_MESSAGE(message.starts_with("Unable to parse response ("), message);
        CHECK_MESSAGE(message.ends_with("), invalid XML received. Further retries may succeed"), message);
        CHECK_MESSAGE(message.find(why) != std::string::npos, message);
        CHECK_MESSAGE(message.find("secret") == std::string::npos, message);
    }
}

TEST_CASE("xml_document: depth is limited") {
    CHECK(problem(nested(xml_document::max_depth)).empty());
    CHECK(problem(nested(xml_document::max_depth + 1)).find("nested too deeply") != std::string::npos);
    CHECK(problem(nested(200'000)).find("nested too deeply") != std::string::npos);
}

TEST_CASE("xml_document: a name beyond the limit is refused, also of an empty root") {
    std::string const name(70'000, 'n');
    CHECK(problem("<" + name + "/>").find("name of an element is too long") != std::string::npos);
    CHECK(problem("<a><" + name + "></" + name + "></a>").find("too long") != std::string::npos);
}

TEST_CASE("xml_document: memory is reused after success, failure and big texts, and documents may overlap") {
    std::string big = "<a>";
    for (int i = 0; i < 60'000; ++i) big += "<b>some text</b>&amp;";
    big += "</a>";
    std::string const small = "<a><b>1</b></a>";
    for (int round = 0; round < 3; ++round) {
        xml_document const outer(small);
        CHECK_FALSE(problem("<a><b>").empty());
        {
            xml_document const inner(big);
            CHECK(inner.end(0) == 60'001);
            CHECK(inner.text(60'000) == "some text");
        }
        CHECK(dump("<x>y</x>") == "x=y");
        CHECK(outer.text(1) == "1");
    }
}
