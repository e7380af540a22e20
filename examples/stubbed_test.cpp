// A unit test of code that calls a service: the answers are queued, the parameters checked, and nothing is
// sent. Any test framework will do; here a few lines stand for one. Only the model of S3 has to be found.
#include <boost/asio/awaitable.hpp>
#include <coaws/coaws.hpp>
#include <coaws/testing.hpp>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>

namespace asio = boost::asio;

namespace {

// The code under test: whether an object is there and has been approved.
asio::awaitable<bool> is_approved(coaws::client s3, std::string key) {
    auto params = coaws::args("Bucket", "reports", "Key", std::move(key));
    auto tags = co_await s3.try_call("GetObjectTagging", std::move(params));
    if (!tags) {
        auto const* refusal = dynamic_cast<coaws::client_error const*>(&tags.error());
        if (refusal != nullptr && refusal->code() == "NoSuchKey") co_return false;
        tags.error().raise();
    }
    for (auto const& tag : tags->at("TagSet").as_list())
        if (tag.get("Key", "") == "approved") co_return tag.get("Value", "") == "yes";
    co_return false;
}

void check(bool holds, std::string const& what) {
    if (!holds) throw std::runtime_error("failed: " + what);
    std::cout << "ok: " << what << '\n';
}

struct fixture {
    coaws::testing::world world;
    coaws::client s3 = world.client("s3");
    coaws::testing::stubber stub{s3};
    coaws::testing::stubber::activation active = stub.activate();

    bool approved() { return world.run(is_approved(s3, "q1.pdf")); }
};

void test_tags() {
    fixture f;
    auto const wanted = coaws::args("Bucket", "reports", "Key", "q1.pdf");
    auto tags = coaws::list_of(coaws::args("Key", "approved", "Value", "yes"));
    f.stub.add_response("GetObjectTagging", coaws::args("TagSet", std::move(tags)), wanted);
    f.stub.add_response("GetObjectTagging", coaws::args("TagSet", coaws::list_of()), wanted);
    check(f.approved(), "the tag counts");
    check(!f.approved(), "no tag is no approval");
    f.stub.assert_no_pending_responses();
}

void test_errors() {
    fixture f;
    f.stub.add_client_error("GetObjectTagging",
                            coaws::testing::stub_error{}.with_code("NoSuchKey").with_status(404));
    f.stub.add_client_error("GetObjectTagging",
                            coaws::testing::stub_error{}.with_code("AccessDenied").with_status(403));
    check(!f.approved(), "a missing object is not approved");
    try {
        f.approved();
        check(false, "being refused is told");
    } catch (coaws::client_error const& e) {
        check(e.code() == "AccessDenied", "being refused is told");
    }
    check(f.world.requests().empty(), "nothing was sent");
}

}  // namespace

int main() {
    try {
        test_tags();
        test_errors();
    } catch (std::exception const& failure) {
        std::cerr << failure.what() << '\n';
        return 1;
    }
}
