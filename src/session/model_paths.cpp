// Where models are looked for.
#include "session/model_paths.hpp"

#include <algorithm>
#include <coaws/base/text.hpp>
#include <coaws/model/search_path.hpp>
#include <filesystem>
#include <system_error>

namespace coaws {

namespace {

namespace fs = std::filesystem;

bool is_folder(std::string const& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

/// `PREFIX/lib/python3.X/{site,dist}-packages/botocore/data`, the newest Python first.
void add_python_data(std::vector<std::string>& out, std::string const& prefix) {
    std::error_code failed;
    std::vector<std::string> pythons;
    for (fs::directory_iterator at(prefix + "/lib", failed), end; !failed && at != end; at.increment(failed))
        if (auto name = at->path().filename().string(); name.starts_with("python3"))
            pythons.push_back(at->path().string());
    std::ranges::sort(pythons, std::greater<>());
    for (auto const& python : pythons)
        for (auto const* packages : {"/site-packages", "/dist-packages"})
            if (auto folder = python + packages + "/botocore/data"; is_folder(folder)) out.push_back(folder);
}

}  // namespace

std::vector<std::string> model_search_paths(std::vector<std::string> const& given,
                                            config::store const& settings,
                                            pipeline::environment const& environment) {
    std::vector<std::string> paths = given;
    auto const home = environment.home();
    if (auto const listed = settings.get_string("data_path")) {
        auto const variable = [&](std::string_view name) { return environment.get(name); };
        for (auto& folder : model::split_data_path(*listed, home, variable))
            paths.push_back(std::move(folder));
    }
    if (!home.empty()) paths.push_back(home + "/.aws/models");
#ifdef COAWS_DATA_DIR
    paths.emplace_back(COAWS_DATA_DIR);
#endif
    std::erase_if(paths, [](auto const& folder) { return !is_folder(folder); });
    if (auto const venv = environment.get("VIRTUAL_ENV"); venv && !venv->empty())
        add_python_data(paths, *venv);
    if (!home.empty()) add_python_data(paths, home + "/.local");
    add_python_data(paths, "/usr/local");
    if (auto const debian = std::string("/usr/lib/python3/dist-packages/botocore/data"); is_folder(debian))
        paths.push_back(debian);
    return paths;
}

}  // namespace coaws
