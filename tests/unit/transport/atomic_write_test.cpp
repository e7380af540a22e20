// Replacing files in one step.
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <coaws/transport/system.hpp>
#include <filesystem>
#include <fstream>

#include "run_awaitable.hpp"

using namespace coaws;
namespace fs = std::filesystem;

namespace {

struct scratch {
    fs::path path;
    scratch() {
        auto name = (fs::temp_directory_path() / "coaws-test-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path = name;
    }
    ~scratch() { fs::remove_all(path); }
};

void write(fs::path const& path, std::string text) {
    boost::asio::io_context io;
    auto const files = transport::make_system_files();
    testing_support::run(io, files->write_private(path.string(), std::move(text)));
}

std::string contents(fs::path const& path) {
    std::ifstream stream(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(stream), {});
}

unsigned mode_of(fs::path const& path) {
    struct stat info{};
    REQUIRE(::stat(path.c_str(), &info) == 0);
    return info.st_mode & 0777U;
}

std::size_t entries(fs::path const& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("a file is made for its owner only, folders too") {
    scratch folder;
    auto const path = folder.path / "a" / "b" / "file.json";
    write(path, "one");
    CHECK(contents(path) == "one");
    CHECK(mode_of(path) == 0600);
    CHECK(mode_of(folder.path / "a") == 0700);
    CHECK(mode_of(folder.path / "a" / "b") == 0700);
}

TEST_CASE("a file is replaced whole, whatever its mode was") {
    scratch folder;
    auto const path = folder.path / "file";
    std::ofstream(path) << "a much longer text than the new one";
    fs::permissions(path, fs::perms::all);
    write(path, std::string("two\0three", 9));
    CHECK(contents(path) == std::string("two\0three", 9));
    CHECK(mode_of(path) == 0600);
    CHECK(entries(folder.path) == 1);
}

TEST_CASE("what fails leaves the old file and nothing else") {
    scratch folder;
    auto const path = folder.path / "target";
    fs::create_directory(path);
    CHECK_THROWS_AS(write(path, "text"), file_error);
    CHECK(fs::is_directory(path));
    CHECK(entries(folder.path) == 1);
    std::ofstream(folder.path / "plain") << "x";
    CHECK_THROWS_AS(write(folder.path / "plain" / "file", "text"), file_error);
    CHECK_THROWS_AS(write(std::string("a\0b", 3), "text"), file_error);
}
