// Building schemas from a service model.
#include <coaws/model/errors.hpp>
#include <coaws/schema/from_model.hpp>

#include "schema/metadata.hpp"
#include "schema/operation_table.hpp"
#include "schema/shape_table.hpp"

namespace coaws {
namespace {

/// A service whose operations and shapes are read from its model when they are asked for.
class model_service final : public service_schema {
  public:
    model_service(std::string name, std::shared_ptr<json::document const> model)
        : model_(std::move(model)),
          metadata_(detail::read_metadata(std::move(name), model_->root())),
          context_params_(detail::read_client_context_params(model_->root())),
          shapes_(model_->root()["shapes"]),
          operations_(model_->root()["operations"], shapes_) {}

    service_metadata const& metadata() const noexcept override { return metadata_; }
    std::vector<client_context_param> const& client_context_params() const noexcept override {
        return context_params_;
    }
    std::vector<std::string> const& operation_names() const noexcept override { return operations_.names(); }
    operation_schema const* find_operation(std::string_view name) const override {
        return operations_.find(name);
    }
    schema const* find_shape(std::string_view shape_name) const override { return shapes_.find(shape_name); }
    schema const* error_for_code(std::string_view code) const override { return shapes_.find_error(code); }

    std::string_view documentation(std::string_view shape_name, std::string_view member) const override {
        auto const shape = shapes_.modeled(shape_name);
        if (member.empty()) return shape["documentation"].as_string();
        auto const reference = shape["members"][member];
        auto const own = reference["documentation"];
        return (own ? own : shapes_.modeled(reference["shape"].as_string())["documentation"]).as_string();
    }

    std::vector<std::string> enum_values(std::string_view shape_name) const override {
        return detail::read_texts(shapes_.modeled(shape_name)["enum"]);
    }
    std::string_view documentation() const override { return model_->root()["documentation"].as_string(); }
    std::vector<std::string_view> shape_names() const override { return shapes_.names(); }

    std::vector<schema const*> error_shapes() const override {
        std::vector<schema const*> out;
        for (auto name : shapes_.exception_names()) out.push_back(shapes_.find(name));
        return out;
    }
    operation_schema const* endpoint_discovery_operation() const override {
        return operations_.endpoint_discovery_operation();
    }
    bool endpoint_discovery_required() const override { return operations_.endpoint_discovery_required(); }

  private:
    std::shared_ptr<json::document const> model_;
    service_metadata metadata_;
    std::vector<client_context_param> context_params_;
    mutable detail::shape_table shapes_;  // caches: what they give never changes
    mutable detail::operation_table operations_;
};

}  // namespace

std::shared_ptr<service_schema const> make_service_schema(std::string name,
                                                          std::shared_ptr<json::document const> model) {
    if (!model) throw invalid_model_error("No model was given for service '" + name + "'");
    return std::make_shared<model_service>(std::move(name), std::move(model));
}

}  // namespace coaws
