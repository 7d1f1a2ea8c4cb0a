namespace FraudMl;

/// <summary>Draws payments day by day, and the frauds among them.</summary>
internal sealed class SyntheticPayments
{
    public const int StolenNumber = 1, BrokenTerminal = 2, CopiedCard = 3;
    private const int BrokenDays = 28, CopiedDays = 14, SecondsOfDay = 86_400;
    private static readonly long FirstDay = UtcTime.Microseconds(new DateOnly(2026, 1, 1));

    private readonly Random _random;
    private readonly (double Mean, double Daily, int[] Terminals)[] _customers;
    private readonly int[] _brokenUntil;
    private readonly int[] _copiedUntil;
    private readonly List<SyntheticPayment> _payments = [];

    private SyntheticPayments(SyntheticPaymentsOptions options)
    {
        _random = new Random(options.Seed);
        Merchants = new SyntheticMerchants(options.TerminalCount, _random);
        _customers = [.. Enumerable.Range(0, options.CustomerCount).Select(
            _ => (5 + (95 * _random.NextDouble()), 4 * _random.NextDouble(), Merchants.Around(SyntheticMerchants.Place(_random))))];
        _brokenUntil = new int[options.TerminalCount];
        _copiedUntil = new int[options.CustomerCount];
    }

    public SyntheticMerchants Merchants { get; }

    /// <value>The payments by time.</value>
    public IReadOnlyList<SyntheticPayment> Payments => _payments;

    public static SyntheticPayments Draw(SyntheticPaymentsOptions options)
    {
        var drawn = new SyntheticPayments(options);
        for (int day = 0; day < options.DayCount; day++) drawn.DrawDay(day);
        return drawn;
    }

    private void DrawDay(int day)
    {
        int first = _payments.Count;
        for (int n = Poisson(_brokenUntil.Length / 4000.0); n > 0; n--) _brokenUntil[_random.Next(_brokenUntil.Length)] = day + BrokenDays;
        for (int n = Poisson(_copiedUntil.Length / 1500.0); n > 0; n--) _copiedUntil[_random.Next(_copiedUntil.Length)] = day + CopiedDays;
        for (int customer = 0; customer < _customers.Length; customer++)
        {
            for (int n = Poisson(_customers[customer].Daily); n > 0; n--) Pay(day, customer);
        }

        for (int n = Poisson(_customers.Length / 2000.0); n > 0; n--) Steal(day, _random.Next(_customers.Length));
        // List.Sort is not stable; equal times are told apart by customer and terminal.
        _payments.Sort(first, _payments.Count - first, Comparer<SyntheticPayment>.Create(
            (a, b) => (a.Microseconds, a.Customer, a.Terminal, a.Amount).CompareTo((b.Microseconds, b.Customer, b.Terminal, b.Amount))));
    }

    private void Pay(int day, int customer)
    {
        (double mean, _, int[] terminals) = _customers[customer];
        int terminal = terminals[_random.Next(terminals.Length)];
        double amount = mean * (1 + (0.5 * SyntheticCard.Normal(_random)));
        if (amount < 0) amount = 2 * mean * _random.NextDouble();
        amount = Math.Max(0.5, amount * SyntheticMerchants.Categories[Merchants.CategoryOf[terminal]].Level);
        int scenario = 0;
        if (day < _copiedUntil[customer] && _random.NextDouble() < 1 / 3.0) (scenario, amount) = (CopiedCard, amount * 5);
        if (day < _brokenUntil[terminal] && _random.NextDouble() < 0.6) scenario = BrokenTerminal;
        Add(day, SecondOfDay(), customer, terminal, amount, Merchants.EntryAt(terminal, amount, _random), scenario);
    }

    // Three to six payments online within about an hour.
    private void Steal(int day, int customer)
    {
        int second = _random.Next(SecondsOfDay - 7_200);
        for (int n = _random.Next(3, 7); n > 0; n--)
        {
            Add(day, second, customer, Merchants.Fence(_random), 20 + (180 * _random.NextDouble()), SyntheticMerchants.Online,
                StolenNumber);
            second += 60 + _random.Next(1_000);
        }
    }

    private void Add(int day, int second, int customer, int terminal, double amount, int entry, int scenario) => _payments.Add(new(
        FirstDay + ((((long)day * SecondsOfDay) + second) * 1_000_000), customer, terminal, (float)Math.Round(amount, 2), entry, scenario));

    private int SecondOfDay()
    {
        while (true)
        {
            double second = 43_200 + (20_000 * SyntheticCard.Normal(_random));
            if (second >= 0 && second < SecondsOfDay) return (int)second;
        }
    }

    // Knuth 1969: how many uniform factors until the product falls below e^−mean; means here are small.
    private int Poisson(double mean)
    {
        int count = 0;
        for (double product = _random.NextDouble(), end = Math.Exp(-mean); product > end; product *= _random.NextDouble()) count++;
        return count;
    }
}
