// A coroutine handler that fetches what it needs: every request to S3 carries a token of ours, which is kept
// as a secret and signed with the rest. Runs in a world of its own (coaws::testing::world), without network
// and keys; only the models have to be found.
#include <boost/asio/awaitable.hpp>
#include <coaws/coaws.hpp>
#include <coaws/testing.hpp>
#include <exception>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

namespace asio = boost::asio;

namespace {

// Fetched when it is first needed, and kept. A client is a handle: it may be kept along with it.
class tenant_token {
  public:
    explicit tenant_token(coaws::client secrets) : secrets_(std::move(secrets)) {}

    asio::awaitable<std::string> get() {
        if (!token_) {
            auto params = coaws::args("SecretId", "tenant-token");
            auto secret = co_await secrets_.call("GetSecretValue", std::move(params));
            token_ = secret.at("SecretString").as_string();
        }
        co_return *token_;
    }

  private:
    coaws::client secrets_;
    std::optional<std::string> token_;
};

// The signature comes next, so the header is part of it. `before-send` would be too late.
class add_tenant_token {
  public:
    explicit add_tenant_token(std::shared_ptr<tenant_token> token) : token_(std::move(token)) {}

    asio::awaitable<void> operator()(coaws::before_sign& e) const {
        auto token = co_await token_->get();
        e.request.headers.set("x-tenant-token", std::move(token));
    }

  private:
    std::shared_ptr<tenant_token> token_;
};

asio::awaitable<void> run(coaws::session session) {
    auto secrets = co_await session.client("secretsmanager");
    auto s3 = co_await session.client("s3");
    s3.events().on("before-sign.s3", add_tenant_token(std::make_shared<tenant_token>(secrets)));
    co_await s3.call("HeadBucket", coaws::args("Bucket", "mine"));
    co_await s3.call("HeadObject", coaws::args("Bucket", "mine", "Key", "one"));
}

}  // namespace

int main() {
    try {
        coaws::testing::world w;
        w.http().reply(200, R"({"SecretString": "hush"})").reply(200).reply(200);
        w.run(run(w.session()));
        for (auto const& request : w.requests()) {
            bool const is_signed =
                request.headers.get("Authorization").find("x-tenant-token") != std::string_view::npos;
            std::cout << request.method << ' ' << request.url.str()
                      << (is_signed ? " with a signed token\n" : " without a token\n");
        }
    } catch (std::exception const& failure) {
        std::cerr << failure.what() << '\n';
        return 1;
    }
}
