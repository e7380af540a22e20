// What the first client of a process costs, and each one after it.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <coaws/session/session.hpp>
#include <coaws/transport/memory_ports.hpp>
#include <cstdio>
#include <exception>
#include <string>

#include "measure.hpp"

namespace {

namespace asio = boost::asio;
using namespace coaws;

session make_session(std::string models) {
    pipeline::world world;
    world.environment = std::make_shared<transport::memory_environment>(
        std::map<std::string, std::string, std::less<>>{{"AWS_REGION", "eu-west-1"}}, "/nonexistent");
    session made(session_options().with_world(std::move(world)).with_model_path(std::move(models)));
    made.set_credentials(credentials("AKIDEXAMPLE", "secret"));
    return made;
}

void make_client(asio::io_context& io, session const& from, std::string const& service) {
    asio::co_spawn(io, from.client(service), [](std::exception_ptr failure, client made) {
        if (failure) std::rethrow_exception(failure);
        bench::keep(made);
    });
    io.restart();
    io.run();
}

std::vector<std::string> row_of(std::string const& models, std::string const& service) {
    using clock = std::chrono::steady_clock;
    asio::io_context io(1);
    auto const start = clock::now();
    auto const from = make_session(models);
    make_client(io, from, service);
    auto const first = std::chrono::duration<double, std::micro>(clock::now() - start).count();
    auto const next = bench::measure([&] { make_client(io, from, service); });
    auto const apart = bench::measure([&] { make_client(io, make_session(models), service); });
    return {service, bench::format_number(first), bench::format_number(next.nanoseconds / 1e3),
            bench::format_number(next.allocations), bench::format_number(apart.nanoseconds / 1e3)};
}

}  // namespace

int main(int count, char** words) try {
    if (count != 2) {
        std::fputs("usage: bench-startup DATA_PATH\n", stderr);
        return 2;
    }
    bench::watch_openssl();
    std::vector<std::vector<std::string>> rows{
        {"client", "first us", "next us", "allocations", "of another session us"}};
    // The first row has what is loaded once for all services.
    for (auto const* service : {"s3", "dynamodb", "ec2"}) rows.push_back(row_of(words[1], service));
    bench::print_table(rows);
    return 0;
} catch (std::exception const& failure) {
    std::fprintf(stderr, "%s\n", failure.what());
    return 1;
}
