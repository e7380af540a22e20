// The texts of a result that is a generated struct.
#pragma once

#include <coaws/pipeline/events.hpp>
#include <coaws/services/tables.hpp>
#include <string_view>

namespace coaws::services {

/// Refers to the struct and its table, which must outlive it.
class struct_texts final : public result_texts {
  public:
    struct_texts(void* self, struct_table const& table) noexcept : self_(self), table_(table) {}

    std::string_view text(std::string_view member) const override;
    void edit(std::string_view member, editor change) override;
    void edit_each(std::string_view list, std::string_view member, editor change) override;

  private:
    void* self_;
    struct_table const& table_;
};

}  // namespace coaws::services
