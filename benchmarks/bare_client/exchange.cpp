// One connection of the bare client.
#include "exchange.hpp"

#include <expat.h>

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <stdexcept>

namespace bare {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

namespace {

constexpr std::size_t largest_read = 1 << 20;

void require(bool fine, char const* what) {
    if (!fine) throw std::runtime_error(what);
}

struct xml_counts {
    std::size_t elements = 0;
    std::size_t text = 0;
};

void count_elements(std::string const& document) {
    xml_counts counts;
    XML_Parser const parser = XML_ParserCreate(nullptr);
    XML_SetUserData(parser, &counts);
    XML_SetElementHandler(
        parser,
        [](void* user, XML_Char const*, XML_Char const**) { ++static_cast<xml_counts*>(user)->elements; },
        [](void*, XML_Char const*) {});
    XML_SetCharacterDataHandler(parser, [](void* user, XML_Char const*, int length) {
        static_cast<xml_counts*>(user)->text += static_cast<std::size_t>(length);
    });
    auto const status = XML_Parse(parser, document.data(), static_cast<int>(document.size()), 1);
    XML_ParserFree(parser);
    require(status == XML_STATUS_OK && counts.elements > 1000, "not the listing");
}

}  // namespace

asio::awaitable<void> connection::open(asio::ip::tcp::endpoint peer) {
    co_await socket_.async_connect(peer, asio::use_awaitable);
    socket_.set_option(asio::ip::tcp::no_delay(true));
}

asio::awaitable<void> connection::run(prepared const& request) {
    std::array<asio::const_buffer, 2> const parts{asio::buffer(request.head), asio::buffer(request.body)};
    co_await asio::async_write(socket_, parts, asio::use_awaitable);
    if (request.is_download)
        co_await run_download(request);
    else
        co_await run_small(request);
}

asio::awaitable<void> connection::run_small(prepared const& request) {
    http::response_parser<http::string_body> parser;
    co_await http::async_read(socket_, buffer_, parser, asio::use_awaitable);
    require(parser.get().result() == http::status::ok, "not a 200");
    if (request.parse_xml) count_elements(parser.get().body());
}

asio::awaitable<void> connection::run_download(prepared const& request) {
    http::response_parser<http::empty_body> parser;
    parser.body_limit(boost::none);
    co_await http::async_read_header(socket_, buffer_, parser, asio::use_awaitable);
    require(parser.get().result() == http::status::ok, "not a 200");
    auto const length = parser.content_length();
    require(length.has_value() && *length == request.expected, "not the object");
    auto const here = std::min<std::uint64_t>(buffer_.size(), *length);
    buffer_.consume(here);
    auto const total = here + co_await skip_body(*length - here);
    require(total == request.expected, "too short");
}

asio::awaitable<std::uint64_t> connection::skip_body(std::uint64_t left) {
    room_.resize(std::min<std::uint64_t>(std::max<std::uint64_t>(left, room_.size()), largest_read));
    std::uint64_t total = 0;
    while (left > 0) {
        auto const room = asio::buffer(room_.data(), std::min<std::uint64_t>(left, room_.size()));
        auto const count = co_await socket_.async_read_some(room, asio::use_awaitable);
        total += count;
        left -= count;
    }
    co_return total;
}

}  // namespace bare
