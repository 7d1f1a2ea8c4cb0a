namespace FraudMl;

/// <summary>How an event of a history lies in its bytes: time and label, id, numbers, texts.</summary>
internal sealed class HistoryLayout
{
    private HistoryLayout(int numberCount, int textCount, int numberBytes, int idBytes, bool isWide)
    {
        IdBytes = idBytes;
        TimeBytes = isWide ? 9 : 6;
        NumberBytes = numberBytes;
        Numbers = TimeBytes + idBytes;
        Texts = Numbers + (numberCount * numberBytes);
        Stride = Texts + (textCount * sizeof(ulong));
        Wide = isWide ? this : new HistoryLayout(numberCount, textCount, numberBytes, idBytes, isWide: true);
    }

    /// <param name="numberCount">How many numbers an event has.</param>
    /// <param name="textCount">How many texts.</param>
    /// <param name="numberBytes">The bytes of a number: 4, or 8 where it is no column's.</param>
    /// <param name="idBytes">The bytes of an id that are kept: 5, as ids are compared among events of one entity at one time; 6 where
    /// labels find their events by them.</param>
    public HistoryLayout(int numberCount, int textCount, int numberBytes = sizeof(float), int idBytes = 5)
        : this(numberCount, textCount, numberBytes, idBytes, isWide: false)
    {
    }

    /// <value>Six where times are within 4 years of each other, nine where they are not.</value>
    public int TimeBytes { get; }

    public int IdBytes { get; }

    /// <value>The bytes of a number.</value>
    public int NumberBytes { get; }

    /// <value>Where the numbers begin.</value>
    public int Numbers { get; }

    /// <value>Where the texts begin.</value>
    public int Texts { get; }

    /// <value>The bytes of an event.</value>
    public int Stride { get; }

    /// <value>The same for times that lie far apart.</value>
    public HistoryLayout Wide { get; }
}
