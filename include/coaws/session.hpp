// The session: where clients come from.
#pragma once

#include <coaws/session/session.hpp>
