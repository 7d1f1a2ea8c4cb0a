namespace FraudMl;

/// <summary>How many values of a window can be summed, and how many are infinite or too large; missing ones are neither.</summary>
internal struct ValueCount
{
    // Squares must stay below 2^128, the limit of an exact sum.
    private const double Limit = 18446744073709551616.0;
    private int _wild;

    public int Present { get; private set; }

    public readonly bool HasWild => _wild > 0;

    /// <summary>Counts a value in and returns whether it can be summed.</summary>
    public bool Enter(double value) => Count(value, 1);

    /// <summary>Counts a value out and returns whether it was summed.</summary>
    public bool Leave(double value) => Count(value, -1);

    private bool Count(double value, int step)
    {
        if (Math.Abs(value) < Limit)
        {
            Present += step;
            return true;
        }

        if (!double.IsNaN(value)) _wild += step;
        return false;
    }
}
