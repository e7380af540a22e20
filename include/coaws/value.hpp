// Values, and building them.
#pragma once

#include <coaws/value/args.hpp>
#include <coaws/value/value.hpp>
