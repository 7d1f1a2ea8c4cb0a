namespace FraudMl;

/// <summary>One made-up payment.</summary>
/// <param name="Microseconds">When, since 1970.</param>
/// <param name="Customer">Who pays.</param>
/// <param name="Terminal">Where.</param>
/// <param name="Amount">How much.</param>
/// <param name="Entry">A place in <see cref="SyntheticMerchants.Entries"/>.</param>
/// <param name="Scenario">0, or how it came to be a fraud.</param>
internal readonly record struct SyntheticPayment(long Microseconds, int Customer, int Terminal, float Amount, int Entry, int Scenario);
