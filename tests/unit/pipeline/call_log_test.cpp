// What the log says of calls.
#include "parcel_client.hpp"

#include <doctest/doctest.h>
#include <coaws/base/log.hpp>
#include <map>
#include <vector>

using namespace coaws;
using testing_support::parcel_client;
using testing_support::secret_parcel;

namespace {

struct line {
    std::string text;
    std::map<std::string, std::string> fields;
};

/// The pipeline's lines, while it lives.
struct listening {
    explicit listening(log::level least = log::level::debug) {
        auto keep = [this](log::record const& r) {
            if (r.logger != "coaws.pipeline") return;
            auto& kept = lines.emplace_back();
            kept.text = r.text;
            for (auto const& f : r.fields) {
                log::field const one[] = {f};
                kept.fields[std::string(f.name)] = log::plain_text("", one).substr(f.name.size() + 2);
            }
        };
        log::set_record_sink(std::move(keep), least);
    }
    ~listening() { log::set_sink({}, log::level::off); }
    listening(listening const&) = delete;
    listening& operator=(listening const&) = delete;

    std::vector<line> lines;
};

}  // namespace

TEST_CASE("parameters and output are logged without what is sensitive") {
    parcel_client f;
    f.world.http->reply(200, R"({"Parcel": {"ParcelId": "p-1", "Label": "AAEC"}})",
                        {{"x-amzn-RequestId", "r-1"}});
    listening const log;
    REQUIRE(f.call("SendParcel", secret_parcel()));
    REQUIRE(log.lines.size() == 2);
    auto begin = log.lines[0];
    CHECK(begin.text == "Making request");
    CHECK(begin.fields["service"] == "parcels");
    CHECK(begin.fields["operation"] == "SendParcel");
    CHECK(begin.fields["params"] == R"({"Size":"SMALL","To":{"Street":"Main"},"Pin":"***"})");
    auto end = log.lines[1];
    CHECK(end.text == "Request succeeded");
    CHECK(end.fields["attempts"] == "1");
    CHECK(end.fields["request_id"] == "r-1");
    CHECK(end.fields["output"] == R"({"Parcel":{"ParcelId":"p-1","Label":"<blob of 3 bytes>"}})");
}

TEST_CASE("a failure is logged with its kind") {
    parcel_client f;
    f.world.http->reply(400, R"({"__type": "ParcelLost", "message": "at 4711"})",
                        {{"x-amzn-RequestId", "r-2"}});
    listening const log;
    CHECK_FALSE(f.call("SendParcel", secret_parcel()));
    CHECK_FALSE(f.call("SendParcel", args("Pin", "4711", "Wrong", "0815")));
    REQUIRE(log.lines.size() == 4);
    auto refused = log.lines[1];
    CHECK(refused.text == "Request failed");
    CHECK(refused.fields["error"] == "ParcelLost");
    CHECK(refused.fields["request_id"] == "r-2");
    auto invalid = log.lines[3];
    CHECK(invalid.fields["error"] == "ParamValidationError");
    for (auto const& one : log.lines)
        for (auto const& [name, text] : one.fields) {
            CAPTURE(name);
            CHECK(text.find("4711") == std::string::npos);
            CHECK(text.find("0815") == std::string::npos);
        }
}

TEST_CASE("nothing of a call is logged above debug level") {
    parcel_client f;
    f.world.http->reply(200, "{}");
    listening const log(log::level::info);
    CHECK(f.call("SendParcel", secret_parcel()));
    CHECK(log.lines.empty());
}
