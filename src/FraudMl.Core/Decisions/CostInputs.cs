using System.Buffers;
using FraudMl.Onnx;

namespace FraudMl;

/// <summary>
/// What the cost of a missed fraud is computed from, and whether it can be believed: an input that is missing,
/// infinite, or below zero where zero would cost more, would let whoever leaves it out or negates it pass.
/// </summary>
internal sealed class CostInputs
{
    private readonly int[] _numbers, _required, _texts;
    private readonly DerivedNode _cost, _atLeastZero;

    /// <summary>Looks through a bound expression.</summary>
    public CostInputs(DerivedNode cost)
    {
        DerivedNode[] nodes = [.. cost.Nodes()];
        HashSet<int> handled = [.. nodes.OfType<DerivedCall>()
            .Where(call => call.Function is DerivedFunction.IsNaN or DerivedFunction.IsFinite)
            .SelectMany(call => call.Arguments.OfType<DerivedColumn>()).Select(column => column.Slot)];
        HashSet<int> handledTexts = [.. nodes.OfType<DerivedTextTest>().Where(test => test.Text is null).Select(test => test.Slot)];
        _numbers = [.. nodes.OfType<DerivedColumn>().Select(column => column.Slot).Distinct()];
        _required = [.. _numbers.Where(slot => !handled.Contains(slot))];
        _texts = [.. nodes.OfType<DerivedTextTest>().Select(test => test.Slot).Distinct().Where(slot => !handledTexts.Contains(slot))];
        (_cost, _atLeastZero) = (cost, AtLeastZero(cost));
    }

    /// <summary>Computes the costs; one that can't be believed becomes NaN.</summary>
    public void Evaluate(RowBlock block, Span<float> costs)
    {
        _cost.Evaluate(block, costs);
        foreach (int slot in _required)
        {
            ReadOnlySpan<float> values = block.Numbers(slot);
            for (int row = 0; row < block.RowCount; row++)
            {
                if (!float.IsFinite(values[row])) costs[row] = float.NaN;
            }
        }

        foreach (int slot in _texts)
        {
            ReadOnlySpan<int> codes = block.Codes(slot);
            for (int row = 0; row < block.RowCount; row++)
            {
                if (codes[row] == TextDictionary.Missing) costs[row] = float.NaN;
            }
        }

        if (IsAnyNegative(block)) Distrust(block, costs);
        for (int row = 0; row < block.RowCount; row++)
        {
            if (!(costs[row] >= 0) || float.IsInfinity(costs[row])) costs[row] = float.NaN;
        }
    }

    /// <summary>Writes into a graph whether a cost can be believed.</summary>
    public string Export(OnnxGraph graph, string cost)
    {
        string infinity = graph.Floats([float.PositiveInfinity]);
        string believed = graph.Node("Less", [graph.Node("Abs", [cost]), infinity]);
        believed = And(graph, believed, graph.Node("GreaterOrEqual", [cost, graph.Floats([0])]));
        if (_numbers.Length > 0) believed = And(graph, believed, graph.Node("GreaterOrEqual", [cost, _atLeastZero.Export(graph)]));
        foreach (int slot in _required)
            believed = And(graph, believed, graph.Node("Less", [graph.Node("Abs", [graph.Column(ColumnKind.Number, slot)]), infinity]));
        foreach (int slot in _texts)
        {
            string missing = new DerivedTextTest("", null, slot).Export(graph);
            believed = And(graph, believed, graph.Node("Equal", [missing, graph.Floats([0])]));
        }

        return believed;
    }

    private bool IsAnyNegative(RowBlock block)
    {
        foreach (int slot in _numbers)
        {
            foreach (float value in block.Numbers(slot)[..block.RowCount])
            {
                if (value < 0) return true;
            }
        }

        return false;
    }

    private void Distrust(RowBlock block, Span<float> costs)
    {
        float[] rented = ArrayPool<float>.Shared.Rent(block.PaddedRowCount);
        Span<float> floor = rented.AsSpan(0, block.PaddedRowCount);
        _atLeastZero.Evaluate(block, floor);
        for (int row = 0; row < block.RowCount; row++)
        {
            if (costs[row] < floor[row]) costs[row] = float.NaN;
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    private static DerivedNode AtLeastZero(DerivedNode node) => node switch
    {
        DerivedColumn column => new DerivedCall(DerivedFunction.Max, [column, new DerivedNumber(0)]),
        DerivedCall call => call with { Arguments = [.. call.Arguments.Select(AtLeastZero)] },
        _ => node,
    };

    private static string And(OnnxGraph graph, string first, string second) => graph.Node("And", [first, second]);
}
