// Generates the typed client of a service from its model.
#include <charconv>
#include <coaws/base/error.hpp>
#include <coaws/model/loader.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "writers.hpp"

namespace {

constexpr char const* usage =
    "usage: coaws-codegen --models DIR --service NAME --out DIR [--struct-files N] [--client-files N]\n"
    "Writes NAME.hpp, NAME_*.hpp and NAME_*.cpp, to be included as <coaws/services/NAME.hpp>.\n";

struct arguments {
    std::string models;
    std::string service;
    std::filesystem::path out;
    std::size_t struct_files = 1;
    std::size_t client_files = 1;
};

bool read_count(std::string_view text, std::size_t& count) {
    auto const [end, failure] = std::from_chars(text.data(), text.data() + text.size(), count);
    return failure == std::errc() && end == text.data() + text.size() && count > 0 && count <= 1000;
}

bool read_arguments(std::vector<std::string> const& words, arguments& a) {
    for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
        auto const& name = words[i];
        auto const& text = words[i + 1];
        if (name == "--models")
            a.models = text;
        else if (name == "--service")
            a.service = text;
        else if (name == "--out")
            a.out = text;
        else if (name == "--struct-files" ? !read_count(text, a.struct_files)
                                          : name != "--client-files" || !read_count(text, a.client_files))
            return false;
    }
    return words.size() % 2 == 0 && !a.models.empty() && !a.service.empty() && !a.out.empty();
}

/// Leaves a file as it is whose text would not change, so that what includes it is not compiled again.
void write_file(std::filesystem::path const& path, std::string const& text) {
    {
        std::ifstream old(path, std::ios::binary);
        std::ostringstream held;
        if (old && held << old.rdbuf() && held.str() == text) return;
    }
    std::filesystem::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary);
    file << text;
    if (!file.flush()) throw coaws::error("can't write " + path.string());
}

void generate(arguments const& a) {
    coaws::model::loader const models({a.models});
    auto const plan = codegen::plan_service(models, a.service);
    std::vector<codegen::generated_file> files = {
        codegen::write_main_header(plan),      codegen::write_types_header(plan),
        codegen::write_errors_header(plan),    codegen::write_client_header(plan),
        codegen::write_tables_header(plan),    codegen::write_service_source(plan),
        codegen::write_factories_source(plan),
    };
    for (auto& file : codegen::write_struct_sources(plan, a.struct_files)) files.push_back(std::move(file));
    for (auto& file : codegen::write_client_sources(plan, a.client_files)) files.push_back(std::move(file));
    for (auto const& file : files) write_file(a.out / file.path, file.text);
}

}  // namespace

int main(int argc, char** argv) {
    arguments a;
    if (!read_arguments({argv + 1, argv + argc}, a)) {
        std::cerr << usage;
        return 2;
    }
    try {
        generate(a);
    } catch (std::exception const& failure) {
        std::cerr << "coaws-codegen: " << a.service << ": " << failure.what() << '\n';
        return 1;
    }
    return 0;
}
