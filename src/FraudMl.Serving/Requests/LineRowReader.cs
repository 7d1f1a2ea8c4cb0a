using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>Reads transactions that stand each in a line of its own.</summary>
internal sealed class LineRowReader(ServedModel model, int maximumBytes)
    : ObjectRowReader(model, ReadOnlyMemory<byte>.Empty, rowCount: 1)
{
    /// <summary>Fills a row with what a line says; returns what is wrong with it.</summary>
    public ScoringInputException? Read(in BodyLine line, in RequestBlock block, int row)
    {
        if (line.IsTooLong) return ScoringInputException.TooLarge(
            $"A line must have at most {maximumBytes} bytes. Send less in it, or raise FraudScoring:MaximumLineBytes.");
        RowNumber = line.Number;
        try
        {
            Read(line.Text.Span, block, row);
            return null;
        }
        catch (JsonException broken) when (!JsonLiterals.TryReplace(line.Text.Span))
        {
            return NotJson(broken);
        }
        catch (JsonException)
        {
            // Python's literals are rewritten: it is read again below.
        }
        catch (ScoringInputException wrong)
        {
            return wrong;
        }

        try
        {
            Read(line.Text.Span, block, row);
            return null;
        }
        catch (JsonException broken)
        {
            return NotJson(broken);
        }
        catch (ScoringInputException wrong)
        {
            return wrong;
        }
    }

    protected override void FillRow(in RequestBlock block, int row) => throw new NotSupportedException();

    private void Read(ReadOnlySpan<byte> json, in RequestBlock block, int row)
    {
        if (PlainRow.TryFill(json, PlainRow.Find(json, []), isListed: false, Model.Columns, block, row)) return;
        JsonScan.Transaction(json);
        Seen.Clear();
        var line = new ValidJson(json, 0);
        FillObject(ref line, block, row);
        Seen.RequireAll();
    }

    private static ScoringInputException NotJson(JsonException broken) => ScoringInputException.BadRequest(
        $"Invalid input. Ensure that each line is a valid JSON object. This is none at byte {broken.BytePositionInLine + 1}.");
}
