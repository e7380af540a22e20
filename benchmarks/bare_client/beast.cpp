// Beast's own code, compiled here once (BOOST_BEAST_SEPARATE_COMPILATION); coaws has Asio's but needs none of
// Beast.
#include <boost/beast/src.hpp>
