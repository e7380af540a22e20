// A transport that answers from a list and keeps what it was asked.
#pragma once

#include <coaws/pipeline/ports.hpp>
#include <coaws/value/value.hpp>
#include <memory>
#include <vector>

namespace coaws::conformance {

namespace asio = boost::asio;

/// A request came after the last step of the script.
class transport_exhausted : public error_kind<transport_exhausted> {
  public:
    static constexpr std::string_view type_name = "TransportExhausted";
    transport_exhausted() : error_kind("The script has no response left") {}
};

class scripted_transport final : public pipeline::transport {
  public:
    scripted_transport(value_list steps, std::shared_ptr<pipeline::files> files)
        : steps_(std::move(steps)), files_(std::move(files)) {}

    asio::awaitable<http::response> send(http::request const& request,
                                         pipeline::send_options options) override;
    void close() noexcept override {}

    /// The requests so far, as answers describe them.
    value_list const& requests() const noexcept { return requests_; }

  private:
    value_list steps_;
    std::shared_ptr<pipeline::files> files_;
    value_list requests_;
};

/// All bytes of a request's body, whatever its kind.
asio::awaitable<std::string> drain(coaws::body content, std::shared_ptr<pipeline::files> files);

}  // namespace coaws::conformance
