namespace FraudMl.Tests;

internal enum Stall
{
    Never,

    UntilCancelled,

    DeafToCancellation,
}
