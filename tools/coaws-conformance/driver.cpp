// What the cases of one run share.
#include "driver.hpp"

#include <coaws/base/errors.hpp>
#include <coaws/schema/from_model.hpp>
#include <cstdlib>
#include <fstream>

namespace coaws::conformance {

namespace fs = std::filesystem;

namespace {

void write_file(fs::path const& path, std::string const& text) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

fs::path make_scratch() {
    auto pattern = (fs::temp_directory_path() / "coaws-conformance-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw error("Cannot make a scratch folder");
    return pattern;
}

/// An inline model as text; those of protocol tests leave the service's id out.
std::string model_text(value model) {
    auto& metadata = model["metadata"];
    if (metadata.find("serviceId") == nullptr) metadata["serviceId"] = "Inline";
    return to_json(model);
}

}  // namespace

driver::driver(std::string data_path)
    : data_path_(std::move(data_path)), loader_({data_path_}), scratch_(make_scratch()) {}

driver::~driver() {
    std::error_code ignored;
    fs::remove_all(scratch_, ignored);
}

std::shared_ptr<service_schema const> driver::find_service(value const& client) {
    if (auto const* model = client.find("model"))
        return make_service_schema("inline", json::document::parse(model_text(*model)).value());
    auto const& name = client.at("service").as_string();
    auto const version = client.get("api_version", "");
    auto& found = services_[{name, version}];
    if (!found) found = make_service_schema(name, loader_.load_service(name, "service-2", version));
    return found;
}

wire_operation driver::find_operation(value const& request) {
    wire_operation found;
    found.service = find_service(request.at("client"));
    auto const& name = request.at("operation").as_string();
    found.operation = found.service->find_operation(name);
    if (found.operation == nullptr) throw operation_not_found_error(name);
    found.protocol = protocol::find_protocol(found.service->metadata().protocol);
    if (found.protocol == nullptr) throw error("No such protocol: " + found.service->metadata().protocol);
    return found;
}

std::shared_ptr<endpoint::rule_set const> driver::service_rules(std::string const& service) {
    auto& found = rules_[service];
    if (!found)
        found =
            endpoint::rule_set::compile(*loader_.load_service(service, "endpoint-rule-set-1"), partitions());
    return found;
}

std::shared_ptr<endpoint::partitions const> driver::partitions() {
    if (!partitions_) partitions_ = endpoint::partitions::load(loader_.load_data("partitions")->root());
    return partitions_;
}

std::string driver::make_home(value_map const& files) {
    auto const folder = scratch_ / "home";
    if (!home_is_empty_) {
        fs::remove_all(folder);
        fs::create_directories(folder);
    }
    home_is_empty_ = files.empty();
    for (auto const& [path, text] : files) write_file(folder / path, text.as_string());
    return folder.string();
}

std::string driver::write_inline_service(value const& client) {
    auto const root = scratch_ / ("inline-" + std::to_string(++inline_services_));
    auto const folder = root / "inline" / client.get("model.metadata.apiVersion", "2020-01-01");
    write_file(folder / "service-2.json", model_text(client.at("model")));
    if (auto const* rules = client.find("ruleset"))
        write_file(folder / "endpoint-rule-set-1.json", to_json(*rules));
    if (auto const* paginators = client.find("paginators"))
        write_file(folder / "paginators-1.json", to_json(*paginators));
    if (auto const* waiters = client.find("waiters"))
        write_file(folder / "waiters-2.json", to_json(*waiters));
    return root.string();
}

}  // namespace coaws::conformance
