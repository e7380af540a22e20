// What all threads of a program share without asking: caches, contexts of OpenSSL, compiled data.
#include <doctest/doctest.h>
#include <coaws/auth/sigv4.hpp>
#include <coaws/base/digest.hpp>
#include <coaws/base/log.hpp>
#include <coaws/event/emitter.hpp>
#include <coaws/value/jmespath.hpp>
#include <coaws/value/value.hpp>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace {

void on_threads(std::function<void(unsigned)> const& work) {
    std::vector<std::thread> pool;
    for (unsigned i = 0; i < 4; ++i) pool.emplace_back(work, i);
    for (auto& thread : pool) thread.join();
}

constexpr int rounds = 200;

}  // namespace

TEST_CASE("signatures of all threads agree") {
    std::vector<std::string> last(4);
    auto const work = [&last](unsigned i) {
        coaws::credentials const keys("AKIDEXAMPLE", "example");
        for (int round = 0; round < rounds; ++round) {
            coaws::http::request request;
            request.url = *coaws::http::uri::parse("https://sts.amazonaws.com/");
            coaws::auth::sigv4_params params;
            params.region = round % 2 == 0 ? "eu-west-1" : "us-east-1";
            params.service = "sts";
            coaws::auth::sign_v4_headers(request, keys, params);
            last[i] = request.headers.get("Authorization");
        }
    };
    on_threads(work);
    for (auto const& signature : last) CHECK(signature == last.front());
}

TEST_CASE("digests of all threads agree") {
    std::vector<std::string> last(4);
    auto const work = [&last](unsigned i) {
        for (int round = 0; round < rounds; ++round) {
            last[i].clear();
            for (char const* name : {"md5", "sha1", "sha256", "crc32", "crc32c", "crc64nvme"}) {
                auto const hasher = coaws::hasher::make(name);
                hasher->update("bytes of a body");
                last[i] += hasher->finish();
            }
        }
    };
    on_threads(work);
    for (auto const& digest : last) CHECK(digest == last.front());
}

TEST_CASE("a compiled expression is searched by all threads") {
    auto const expression = coaws::jmespath::expression::compile("a[?b > `1`].b | [0]");
    auto const document = coaws::from_json(R"({"a": [{"b": 1}, {"b": 2}]})");
    std::vector<std::int64_t> found(4);
    auto const work = [&](unsigned i) {
        for (int round = 0; round < rounds; ++round) found[i] = expression.search(document).as_int();
    };
    on_threads(work);
    for (auto const v : found) CHECK(v == 2);
}

TEST_CASE("the log's sink is replaced while others write") {
    auto const work = [](unsigned i) {
        for (int round = 0; round < rounds; ++round) {
            if (i == 0) {
                auto const quiet = [](coaws::log::level, std::string_view, std::string_view) {};
                coaws::log::set_sink(quiet, coaws::log::level::debug);
            } else if (coaws::log::enabled(coaws::log::level::debug)) {
                coaws::log::write(coaws::log::level::debug, "coaws.test", "a line");
            }
        }
    };
    CHECK_NOTHROW(on_threads(work));
    coaws::log::set_sink({}, coaws::log::level::off);
}

TEST_CASE("registrations and look-ups of one emitter mix") {
    coaws::emitter events;
    auto const work = [&events](unsigned i) {
        auto const id = std::to_string(i);
        for (int round = 0; round < rounds; ++round) {
            auto const handler = [](coaws::event&) {};
            events.on("before-call.s3", id, handler);
            auto const found = events.find("before-call.s3.GetObject");
            CHECK(!found->empty());
            events.off("before-call.s3", id);
        }
    };
    on_threads(work);
    CHECK(events.find("before-call.s3.GetObject")->empty());
}
