// Signatures of event messages: the text that is signed against a published one, the signatures against
// another implementation.
#include <doctest/doctest.h>

#include <coaws/auth/event_signer.hpp>
#include <coaws/base/digest.hpp>
#include <coaws/base/text.hpp>

using namespace coaws;

TEST_CASE("messages are signed over the signature before them") {
    // A message with the header `some-header: value` and the payload `test payload`.
    auto const message = hex_decode(
                             "0000003000000014ded9b3920b736f6d652d68656164657207000576616c7565746573742070617"
                             "96c6f61643e89b924")
                             .value();
    credentials const keys("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    auth::event_signer signer(keys, "us-east-1", "testservice", hex(sha256("last message sts")));
    auto const when = timestamp(std::chrono::seconds(123456789) + std::chrono::microseconds(1));
    auto const first = signer.sign(message, when);
    CHECK(first.date == timestamp(std::chrono::seconds(123456789)));
    CHECK(signer.string_to_sign() ==
          "AWS4-HMAC-SHA256-PAYLOAD\n19731129T213309Z\n19731129/us-east-1/testservice/aws4_request\n"
          "be1f8c7d79ef8e1abc5254a2c70e4da3bfaf4f07328f527444e1fc6ea67273e2\n"
          "0c0e3b3bf66b59b976181bd7d401927bbd624107303c713fd1e5f3d3c8dd1b1e\n"
          "f2eba0f2e95967ee9fbc6db5e678d2fd599229c0d04b11e4fc8e0f2a02a806c6");
    CHECK(hex_encode(first.bytes) == "26b035a029666cc75dcaead9985e24aaa5594409b16d3754b94b5bd97399369b");
    // The end, on another day.
    auto const last = signer.sign("", timestamp(std::chrono::seconds(123465600)));
    CHECK(hex_encode(last.bytes) == "4f860a94837250a66b3f8f6d803cfe9278a88840ce82db9b00e1fecf988c7077");
}
