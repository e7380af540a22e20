// The operations of a model, resolved on first use.
#pragma once

#include <atomic>
#include <coaws/base/json.hpp>
#include <coaws/schema/service_schema.hpp>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/shape_table.hpp"

namespace coaws::detail {

/// Index of the `operations` of a model. Thread-safe; finding a resolved operation takes no lock.
class operation_table {
  public:
    /// The document behind `operations` and the shapes must outlive the table.
    operation_table(json::view operations, shape_table& shapes);
    operation_table(operation_table const&) = delete;
    operation_table& operator=(operation_table const&) = delete;

    /// In model order.
    std::vector<std::string> const& names() const noexcept { return names_; }
    /// By exact name or xform_name with either separator, or null. Throws what resolving the shapes throws.
    operation_schema const* find(std::string_view name);
    /// The first operation with the endpointoperation trait, or null.
    operation_schema const* endpoint_discovery_operation();
    /// Whether some operation requires endpoint discovery.
    bool endpoint_discovery_required();

  private:
    /// An operation and the root schemas made for it alone.
    struct resolved_operation {
        operation_schema operation;
        std::vector<std::unique_ptr<schema>> roots;
    };
    struct entry {
        std::string_view name;
        json::view model;
        std::unique_ptr<resolved_operation const> holder;  ///< guarded by guard_
        std::atomic<operation_schema const*> ready{};
    };

    entry* find_entry(std::string_view name);
    operation_schema const& resolved(entry& e);
    std::unique_ptr<resolved_operation> read(entry const& e) const;
    schema const* read_root(entry const& e, std::string_view part, resolved_operation& out) const;
    void read_shapes(entry const& e, resolved_operation& out) const;
    void index_python_names();
    void find_discovery();

    shape_table& shapes_;
    std::deque<entry> entries_;
    std::vector<std::string> names_;
    std::unordered_map<std::string_view, entry*> by_name_;
    std::mutex guard_;
    std::once_flag python_names_indexed_;
    std::unordered_map<std::string, entry*> by_python_name_;
    std::once_flag discovery_found_;
    entry* discovery_ = nullptr;       // after discovery_found_
    bool discovery_required_ = false;  // after discovery_found_
};

}  // namespace coaws::detail
