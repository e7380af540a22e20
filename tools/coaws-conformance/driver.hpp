// What the cases of one run share: the data folder, what was loaded from it, and the scratch folder.
#pragma once

#include <coaws/endpoint/partitions.hpp>
#include <coaws/endpoint/rule_set.hpp>
#include <coaws/model/loader.hpp>
#include <coaws/protocol/wire_protocol.hpp>
#include <coaws/schema/service_schema.hpp>
#include <coaws/value/value.hpp>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace coaws::conformance {

/// An operation, its service and its protocol, for the verbs that stop at the wire.
struct wire_operation {
    std::shared_ptr<service_schema const> service;
    operation_schema const* operation = nullptr;
    protocol::wire_protocol const* protocol = nullptr;
};

/// Not to be shared between threads. The scratch folder is removed in the end.
class driver {
  public:
    explicit driver(std::string data_path);
    ~driver();
    driver(driver const&) = delete;
    driver& operator=(driver const&) = delete;

    std::string const& data_path() const noexcept { return data_path_; }
    model::loader const& loader() const noexcept { return loader_; }

    /// The operation that a request's `client` and `operation` name.
    wire_operation find_operation(value const& request);
    std::shared_ptr<endpoint::rule_set const> service_rules(std::string const& service);
    std::shared_ptr<endpoint::partitions const> partitions();

    /// The home folder of a case, with these files and no others.
    std::string make_home(value_map const& files);
    /// The path of the home folder.
    std::string home() const { return (scratch_ / "home").string(); }
    /// Writes inline documents as a data folder; gives the folder, in which the service is called `inline`.
    std::string write_inline_service(value const& client);

  private:
    std::shared_ptr<service_schema const> find_service(value const& client);

    std::string data_path_;
    model::loader loader_;
    std::filesystem::path scratch_;
    bool home_is_empty_ = false;
    int inline_services_ = 0;
    std::map<std::pair<std::string, std::string>, std::shared_ptr<service_schema const>>
        services_;  ///< by name and version; without a version the latest
    std::map<std::string, std::shared_ptr<endpoint::rule_set const>> rules_;
    std::shared_ptr<endpoint::partitions const> partitions_;
};

}  // namespace coaws::conformance
