// The world of a case.
#include "scripted_world.hpp"

#include <algorithm>
#include <coaws/base/errors.hpp>
#include <coaws/pipeline/byte_source.hpp>
#include <coaws/transport/memory_ports.hpp>
#include <coaws/transport/system.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "driver.hpp"

namespace coaws::conformance {

namespace {

class file_source final : public pipeline::byte_source {
  public:
    explicit file_source(body::file part) : left_(part.length), stream_(part.path, std::ios::binary) {
        stream_.seekg(static_cast<std::streamoff>(part.offset));
        if (!stream_) throw error("Cannot read " + part.path);
    }
    asio::awaitable<std::size_t> read_some(asio::mutable_buffer buffer) override {
        auto wanted = buffer.size();
        if (left_) wanted = static_cast<std::size_t>(std::min<std::uint64_t>(wanted, *left_));
        stream_.read(static_cast<char*>(buffer.data()), static_cast<std::streamsize>(wanted));
        auto const count = static_cast<std::size_t>(stream_.gcount());
        if (left_) *left_ -= count;
        co_return count;
    }

  private:
    std::optional<std::uint64_t> left_;
    std::ifstream stream_;
};

/// Files of the scratch folder, read at once: nobody else waits for this thread.
class plain_files final : public pipeline::files {
  public:
    asio::awaitable<std::optional<std::string>> read(std::string path) override {
        std::error_code failed;
        if (!std::filesystem::is_regular_file(path, failed)) co_return std::nullopt;
        std::ifstream stream(path, std::ios::binary);
        if (!stream) co_return std::nullopt;
        co_return std::string(std::istreambuf_iterator<char>(stream), {});
    }
    asio::awaitable<std::optional<std::uint64_t>> size(std::string path) override {
        std::error_code failed;
        auto const bytes = std::filesystem::file_size(path, failed);
        if (failed) co_return std::nullopt;
        co_return bytes;
    }
    std::unique_ptr<pipeline::byte_source> open(body::file const& part) override {
        return std::make_unique<file_source>(part);
    }
    asio::awaitable<void> write_private(std::string path, std::string contents) override {
        std::filesystem::create_directories(std::filesystem::path(path).parent_path());
        std::ofstream(path, std::ios::binary) << contents;
        co_return;
    }
};

/// Commands are really run, in the environment of the case.
class case_processes final : public pipeline::processes {
  public:
    explicit case_processes(std::vector<std::pair<std::string, std::string>> variables)
        : variables_(std::move(variables)), real_(transport::make_system_processes()) {}

    asio::awaitable<pipeline::process_result> run(pipeline::process_request request) override {
        request.environment = variables_;
        return real_->run(std::move(request));
    }

  private:
    std::vector<std::pair<std::string, std::string>> variables_;
    std::shared_ptr<pipeline::processes> real_;
};

std::string with_home(std::string text, std::string const& home) {
    constexpr std::string_view mark = "@HOME@";
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + home.size()))
        text.replace(at, mark.size(), home);
    return text;
}

value_map texts_with_home(value const* given, std::string const& home) {
    value_map out;
    if (given != nullptr && given->is_map())
        for (auto const& [name, text] : given->as_map()) out.append(name, with_home(text.as_string(), home));
    return out;
}

timestamp start_of(value const& request) {
    auto const text = request.get("now", "2024-05-06T07:08:09Z");
    auto const start = parse_timestamp(text);
    if (!start) throw value_error("Not a time: " + text);
    return *start;
}

value_list steps_of(value const& request) {
    auto const* steps = request.find("transport");
    return steps == nullptr || !steps->is_list() ? value_list() : steps->as_list();
}

}  // namespace

scripted_world::scripted_world(driver& shared, value const& request) {
    auto const home = shared.home();
    shared.make_home(texts_with_home(request.find("files"), home));
    std::map<std::string, std::string, std::less<>> variables;
    for (auto const& [name, text] : texts_with_home(request.find("env"), home))
        variables[name] = text.as_string();
    variables["HOME"] = home;
    if (auto const* path = std::getenv("PATH")) variables["PATH"] = path;

    files = std::make_shared<plain_files>();
    std::vector<std::pair<std::string, std::string>> inherited(variables.begin(), variables.end());
    processes = std::make_shared<case_processes>(std::move(inherited));
    environment = std::make_shared<transport::memory_environment>(std::move(variables), home);
    randomness = std::make_shared<testing::fixed_randomness>(
        request.get("random", 0.5), request.get("uuid", "11111111-2222-4333-8444-555555555555"));
    clock = std::make_shared<testing::manual_clock>(start_of(request));
    transport = std::make_shared<scripted_transport>(steps_of(request), files);
}

pipeline::world scripted_world::ports() const {
    pipeline::world out;
    out.transport = transport;
    out.clock = clock;
    out.randomness = randomness;
    out.environment = environment;
    out.files = files;
    out.processes = processes;
    return out;
}

void scripted_world::report(value_map& answer) const {
    answer["requests"] = transport->requests();
    value_list sleeps;
    for (auto seconds : clock->sleeps()) sleeps.emplace_back(seconds);
    answer["sleeps"] = std::move(sleeps);
}

}  // namespace coaws::conformance
