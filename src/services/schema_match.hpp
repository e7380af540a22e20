// Which member of a generated struct is which member of the model that is loaded at run time.
#pragma once

#include <atomic>
#include <coaws/schema/schema.hpp>
#include <coaws/services/tables.hpp>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

namespace coaws::services {

/// A generated struct beside the shape that a model has for it. Immutable.
struct struct_match {
    static constexpr std::uint16_t none = 0xffff;

    std::vector<schema const*> schema_of;  ///< by the struct's index; null where the model has no such member
    std::vector<std::uint16_t> index_of;   ///< by the model's index; `none` where the struct has none
    std::vector<char> required;            ///< by the struct's index: whether the model requires it
    std::size_t required_count = 0;
    bool misses_required = false;              ///< the model requires a member that the struct lacks
    char const* shape = nullptr;               ///< identifies the shape
    std::unique_ptr<struct_match const> next;  ///< of another shape that stands for the same struct
};

/// The matches of a service's structs with one model: by name when a struct is first met, by index from then
/// on. A member that the other side lacks, or has with another type, is left out. Thread-safe; finding a
/// match that is there takes no lock.
class schema_matches {
  public:
    explicit schema_matches(std::size_t struct_count);
    ~schema_matches();
    schema_matches(schema_matches const&) = delete;
    schema_matches& operator=(schema_matches const&) = delete;

    struct_match const& find(struct_table const& table, schema const& s) const {
        for (auto const* match = slots_[table.id].load(std::memory_order_acquire); match != nullptr;
             match = match->next.get())
            if (match->shape == s.shape_name().data()) return *match;
        return add(table, s);
    }

  private:
    struct_match const& add(struct_table const& table, schema const& s) const;

    std::size_t count_;
    std::unique_ptr<std::atomic<struct_match const*>[]> slots_;
    mutable std::mutex guard_;  // for changing slots
};

}  // namespace coaws::services
