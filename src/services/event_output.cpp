// An event of a stream as a member of a generated union.
#include "services/event_output.hpp"

namespace coaws::services {

event_output::event_output(one_of& into, struct_table const& kinds, schema_matches const& matches,
                           schema const& stream, schema const& event) {
    auto const index = matches.find(kinds, stream).index_of[event.index()];
    if (index == struct_match::none)
        into.set_unknown(event.name());
    else
        fill_.emplace(kinds.make(&into, index), kinds.members[index].type.as_struct(), matches);
}

void event_output::read(shape_reader& in, schema const& s) {
    if (fill_) fill_->read(in, s);
}

}  // namespace coaws::services
