// Finding and reading data files.
#include <algorithm>
#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>
#include <coaws/model/errors.hpp>
#include <coaws/model/loader.hpp>
#include <set>

#include "model/extras.hpp"
#include "model/gzip.hpp"
#include "model/once_cache.hpp"

namespace coaws::model {
namespace {

using document_ptr = std::shared_ptr<json::document const>;

constexpr std::size_t inflated_limit = 512u << 20;
constexpr std::string_view plain_extension = ".json";
constexpr std::string_view gzip_extension = ".json.gz";

/// The text of a data file and where it was.
struct located_text {
    std::string text;
    std::string path;  ///< without extension
    std::string file;  ///< with it
};

std::string join(std::string_view a, std::string_view b) {
    std::string out;
    out.reserve(a.size() + b.size() + 1);
    out += a;
    if (!a.ends_with('/')) out += '/';
    out += b;
    return out;
}

/// Whether a name can only lead to something below the folder it is appended to.
bool stays_below(std::string_view name) {
    if (name.empty() || name.find('\0') != std::string_view::npos) return false;
    auto const parts = split(name, '/');
    return std::none_of(parts.begin(), parts.end(),
                        [](std::string_view p) { return p.empty() || p == "." || p == ".."; });
}

bool is_one_part(std::string_view name) {
    return name.find('/') == std::string_view::npos && stays_below(name);
}

document_ptr parse(std::string text, std::string const& file) {
    auto parsed = json::document::parse_owned(std::move(text));
    if (!parsed) throw json_decode_error(file + ": " + std::string(parsed.error().message()));
    return *std::move(parsed);
}

}  // namespace

struct loader::impl {
    std::vector<std::string> paths;
    std::shared_ptr<file_system const> files;
    std::string builtin_root;
    once_cache<std::vector<std::string>> services;
    once_cache<std::vector<std::string>> versions;
    once_cache<located_document> data;
    once_cache<document_ptr> models;

    impl(std::vector<std::string> p, std::shared_ptr<file_system const> f, std::string root)
        : paths(std::move(p)), files(std::move(f)), builtin_root(std::move(root)) {}

    /// Whether a folder holds a data file of the type.
    bool holds(std::string const& folder, std::string_view type) const {
        auto const plain = std::string(type) += plain_extension;
        auto const gzip = std::string(type) += gzip_extension;
        for (auto const& name : files->list(folder))
            if (name == plain || name == gzip) return true;
        return false;
    }

    std::vector<std::string> find_services(std::string_view type) const {
        std::set<std::string> found;
        for (auto const& root : paths)
            for (auto const& service : files->list(root)) {
                auto const folder = join(root, service);
                if (found.contains(service) || !files->is_directory(folder)) continue;
                auto const dates = files->list(folder);
                if (std::any_of(dates.begin(), dates.end(),
                                [&](auto const& date) { return holds(join(folder, date), type); }))
                    found.insert(service);
            }
        return {found.begin(), found.end()};
    }

    std::vector<std::string> find_versions(std::string_view service, std::string_view type) const {
        std::set<std::string> found;
        for (auto const& root : paths) {
            auto const folder = join(root, service);
            for (auto const& date : files->list(folder))
                if (!found.contains(date) && holds(join(folder, date), type)) found.insert(date);
        }
        return {found.begin(), found.end()};
    }

    /// The versions of a service; empty when there are none (which is not remembered: a file may appear).
    std::vector<std::string> known_versions(std::string_view service, std::string_view type) {
        if (!is_one_part(service) || !is_one_part(type)) return {};
        auto const key = join(service, type);
        try {
            return versions.get(key, [&] {
                auto found = find_versions(service, type);
                if (found.empty()) throw data_not_found_error(std::string(service));
                return found;
            });
        } catch (data_not_found_error const&) {
            return {};
        }
    }

    std::optional<located_text> find_text(std::string_view name) const {
        if (!stays_below(name)) return std::nullopt;
        for (auto const& root : paths) {
            auto path = join(root, name);
            auto file = path + std::string(plain_extension);
            if (auto text = files->read(file)) return located_text{*std::move(text), path, file};
            file = path + std::string(gzip_extension);
            if (auto compressed = files->read(file))
                return located_text{inflate_gzip(*compressed, inflated_limit, file).value(), path, file};
        }
        return std::nullopt;
    }

    located_text read_text(std::string_view name) const {
        auto found = find_text(name);
        if (!found) throw data_not_found_error(std::string(name));
        return *std::move(found);
    }

    located_document const& load(std::string_view name) {
        return data.get(name, [&] {
            auto found = read_text(name);
            return located_document{parse(std::move(found.text), found.file), std::move(found.path)};
        });
    }

    /// The search paths as a message names them.
    std::string folders() const {
        std::string text;
        for (auto const& path : paths) text += (text.empty() ? "" : ", ") + path;
        return text.empty() ? "any folder" : text;
    }

    /// A document with its extras; the shared one where there are none.
    document_ptr load_merged(std::string const& name) {
        auto extras = find_text(name + ".sdk-extras");
        if (!extras) return load(name).document;
        auto const extra = parse(std::move(extras->text), extras->file);
        auto const merge = extra->root().find("merge");
        if (!merge.is_object() || merge.size() == 0) return load(name).document;
        auto base = read_text(name);
        auto merged = merge_into_text(base.text, merge);
        if (merged) return parse(*std::move(merged), base.file);
        parse(std::move(base.text), base.file);  // tells what is wrong with it, where that is the reason
        throw invalid_model_error(base.file + ": the extras of " + extras->file + " can't be merged into it");
    }
};

loader::loader(std::vector<std::string> search_paths, std::shared_ptr<file_system const> files,
               std::string builtin_root)
    : impl_(std::make_unique<impl>(std::move(search_paths), std::move(files), std::move(builtin_root))) {}

loader::~loader() = default;

std::vector<std::string> const& loader::search_paths() const noexcept { return impl_->paths; }

std::vector<std::string> loader::list_available_services(std::string_view type) const {
    if (!is_one_part(type)) return {};
    return impl_->services.get(type, [&] { return impl_->find_services(type); });
}

std::vector<std::string> loader::list_api_versions(std::string_view service, std::string_view type) const {
    auto found = impl_->known_versions(service, type);
    if (found.empty()) throw data_not_found_error(std::string(service));
    return found;
}

std::string loader::latest_version(std::string_view service, std::string_view type) const {
    return list_api_versions(service, type).back();
}

std::shared_ptr<json::document const> loader::load_service(std::string_view service, std::string_view type,
                                                           std::string_view version) const {
    // Only this service is looked at; the whole list is needed for the message alone.
    auto const found = impl_->known_versions(service, type);
    if (found.empty()) {
        auto known = list_available_services(type);
        // Then the name is not what is wrong.
        if (known.empty()) known.push_back("none, as no models were found in " + impl_->folders());
        throw unknown_service_error(std::string(service), known);
    }
    auto const date = version.empty() ? std::string_view(found.back()) : version;
    auto const name = join(join(service, date), type);
    return impl_->models.get(name, [&] { return impl_->load_merged(name); });
}

std::shared_ptr<json::document const> loader::load_data(std::string_view name) const {
    return impl_->load(name).document;
}

located_document loader::load_data_with_path(std::string_view name) const { return impl_->load(name); }

bool loader::is_builtin_path(std::string_view path) const noexcept {
    std::string_view const root = impl_->builtin_root;
    if (root.empty() || !path.starts_with(root)) return false;
    return path.size() == root.size() || root.ends_with('/') || path[root.size()] == '/';
}

}  // namespace coaws::model
