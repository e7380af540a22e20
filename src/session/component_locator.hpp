// Parts by name, made at once or when first needed (SESS-18).
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <typeindex>

namespace coaws {

/// Thread-safe; factories run outside the lock, so two threads at once may run one twice, and the first
/// result counts.
class component_locator {
  public:
    using part = std::shared_ptr<void const>;
    using factory = std::function<part()>;

    /// Both throw value_error for nothing, and when the name stands for a part of another type.
    void put(std::string name, std::type_index type, part object);
    void put_lazy(std::string name, std::type_index type, factory make);
    /// The part; null when there is none of that name. Throws what its factory throws, and value_error when
    /// it makes nothing or the part is of another type.
    part find(std::string_view name, std::type_index type);

  private:
    struct entry {
        std::type_index type;
        part object;
        factory make;  ///< empty once the object is there
    };
    void replace(std::string name, entry with);

    std::mutex guard_;
    std::map<std::string, entry, std::less<>> entries_;  // under guard_
};

}  // namespace coaws
