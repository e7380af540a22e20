// The texts of a result that is a value.
#pragma once

#include <coaws/pipeline/events.hpp>
#include <string>
#include <string_view>

namespace coaws::pipeline {

class value_texts final : public result_texts {
  public:
    /// `result` must outlive this.
    explicit value_texts(value_map& result) noexcept : result_(result) {}

    std::string_view text(std::string_view member) const override;
    void edit(std::string_view member, editor change) override;
    void edit_each(std::string_view list, std::string_view member, editor change) override;

  private:
    value_map& result_;
};

}  // namespace coaws::pipeline
