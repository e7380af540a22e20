// The pure pieces of the handlers: names, hashes, texts.
#include "customization/glacier/tree_hash.hpp"
#include "customization/lossy_utf8.hpp"
#include "customization/s3/bucket_name.hpp"

#include <doctest/doctest.h>
#include <coaws/base/digest.hpp>
#include <coaws/base/text.hpp>
#include <string>

using namespace coaws;
using namespace coaws::customization;

TEST_CASE("HND-22 access point ARNs are told from other ARNs") {
    struct row {
        char const* text;
        bool expected;
    };
    for (auto const& r : {
             row{"arn:aws:s3:us-west-2:123456789012:accesspoint/mine", true},
             row{"arn:aws-cn:s3:us-west-2:123456789012:accesspoint:mine", true},
             row{"arn:aws:s3::123456789012:accesspoint/mine.mrap", true},
             row{"arn:aws:s3-object-lambda:us-west-2:123456789012:accesspoint/mine", true},
             row{"arn:aws:s3-outposts:us-west-2:123456789012:outpost/op-1/accesspoint/mine", true},
             row{"arn:aws:s3-outposts:us-west-2:123456789012:outpost:op-1:accesspoint:mine", true},
             row{"arn:aws:s3-outposts::123456789012:outpost/op-1/accesspoint/mine", false},
             row{"arn:aws:s3-outposts:us-west-2:123456789012:outpost/op-1/bucket/mine", false},
             row{"arn:aws:s3:us-west-2:12345678901:accesspoint/mine", false},
             row{"arn:aws:s3:US:123456789012:accesspoint/mine", false},
             row{"arn:aws:s3:us-west-2:123456789012:accesspoint/", false},
             row{"arn:aws:s3:us-west-2:123456789012:accesspoint/under_score", false},
             row{"arn:other:s3:us-west-2:123456789012:accesspoint/mine", false},
             row{"arn:aws:sqs:us-west-2:123456789012:accesspoint/mine", false},
             row{"accesspoint/mine", false},
             row{"", false},
         }) {
        CAPTURE(r.text);
        CHECK(is_access_point_arn(r.text) == r.expected);
    }
}

TEST_CASE("HND-35 the tree hash does not depend on how the bytes come in") {
    std::string const bytes((std::size_t{5} << 19) + 7, 'x');  // two leaves and a half
    auto const leaf = [&](std::size_t at) {
        return std::string(as_bytes(sha256(std::string_view(bytes).substr(at << 20, std::size_t{1} << 20))));
    };
    auto const left = std::string(as_bytes(sha256(leaf(0) + leaf(1))));
    auto const expected = hex(sha256(left + leaf(2)));
    for (std::size_t piece : {std::size_t{1000}, std::size_t{1} << 20, bytes.size()}) {
        CAPTURE(piece);
        tree_hash h;
        for (std::size_t at = 0; at < bytes.size(); at += piece)
            h.update(std::string_view(bytes).substr(at, piece));
        auto const both = h.finish();
        CHECK(both.tree == expected);
        CHECK(both.sha256 == hex(sha256(bytes)));
    }
    CHECK(tree_hash().finish().tree == hex(sha256("")));
}

TEST_CASE("ill-formed parts are replaced one by one") {
    CHECK(lossy_utf8("caf\xc3\xa9") == "caf\xc3\xa9");
    CHECK(lossy_utf8("a\xff"
                     "b") ==
          "a\xef\xbf\xbd"
          "b");
    CHECK(lossy_utf8("\xe2\x82") == "\xef\xbf\xbd");
    CHECK(lossy_utf8("\xe2\x28\xa1") == "\xef\xbf\xbd(\xef\xbf\xbd");
    CHECK(lossy_utf8("\xed\xa0\x80") == "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}
