"""Makes the golden files of DCN-V2 and FinalMLP with PyTorch's own modules and optimisers, written from the papers.

    python3 golden.py ../resources/golden      # PyTorch 2.13 made the files that are there

The rows are those of the other golden files: user_id, item_id and genres (bag mean, padding 0), and price.
"""

import json
import sys

import torch
from torch import nn

FIELDS = [
    {"name": "user_id", "type": "sparse", "vocabulary_size": 12, "embedding_dim": 4},
    {"name": "item_id", "type": "sparse", "vocabulary_size": 15, "embedding_dim": 6},
    {"name": "genres", "type": "sequence", "vocabulary_size": 7, "embedding_dim": 3},
    {"name": "price", "type": "dense", "embedding_dim": 4},
]
WIDTH = sum(field["embedding_dim"] for field in FIELDS)
L2 = 1e-3
LR, STEPS, CLIP = 0.01, 3, 0.5
HIDDEN = [8, 6]


def rows(of):
    """Inputs and labels of an existing golden file."""
    with open(of) as file:
        golden = json.load(file)
    inputs = {name: torch.tensor(t["data"]).reshape(t["shape"]) for name, t in golden["inputs"].items()}
    return inputs, torch.tensor(golden["labels"]["data"])


class Embedding(nn.Module):
    """Every field's vector, side by side."""

    def __init__(self):
        super().__init__()
        self.second_order_embeddings = nn.ModuleDict(
            {
                f["name"]: nn.Linear(1, f["embedding_dim"])
                if f["type"] == "dense"
                else nn.Embedding(f["vocabulary_size"], f["embedding_dim"], padding_idx=0)
                for f in FIELDS
            }
        )

    def forward(self, inputs):
        vectors = {}
        for f in FIELDS:
            x, module = inputs[f["name"]], self.second_order_embeddings[f["name"]]
            if f["type"] == "dense":
                vectors[f["name"]] = module(x.float().unsqueeze(1))
            elif f["type"] == "sparse":
                vectors[f["name"]] = module(x.long())
            else:
                there = (x > 0).float().unsqueeze(2)
                vectors[f["name"]] = (module(x.long()) * there).sum(1) / there.sum(1).clamp(min=1)
        return vectors


class Mlp(nn.Module):
    def __init__(self, width, hidden, norm):
        super().__init__()
        layers = []
        for n in hidden:
            layers += [nn.Linear(width, n)] + ([nn.BatchNorm1d(n)] if norm else []) + [nn.ReLU(), nn.Dropout(0.0)]
            width = n
        self.mlp = nn.Sequential(*layers)

    def forward(self, x):
        return self.mlp(x)


class CrossLayer(nn.Module):
    """Wang et al. 2021, equation 1: x_0 * (W x + b) + x."""

    def __init__(self, d):
        super().__init__()
        self.weight, self.bias = nn.Parameter(torch.empty(d, d)), nn.Parameter(torch.empty(d))

    def forward(self, x0, x):
        return x0 * (x @ self.weight.t() + self.bias) + x


class Matrix(nn.Module):
    def __init__(self, *shape):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(*shape))


class MixtureLayer(nn.Module):
    """Wang et al. 2021, equations 3 and 4: sum_i G_i(x) E_i(x) + x, with E_i(x) = x_0 * (U_i tanh(C_i tanh(V_i^T x)) + b)."""

    def __init__(self, d, rank, experts):
        super().__init__()
        self.rank, self.experts = rank, experts
        self.V, self.C, self.U = Matrix(experts * rank, d), Matrix(experts, rank, rank), Matrix(d, experts * rank)
        self.bias = nn.Parameter(torch.empty(d))
        self.gate = nn.Linear(d, experts)

    def forward(self, x0, x):
        gates = torch.softmax(self.gate(x), 1)
        out = x
        for i in range(self.experts):
            mine = slice(i * self.rank, (i + 1) * self.rank)
            v = torch.tanh(x @ self.V.weight[mine].t())
            c = torch.tanh(v @ self.C.weight[i].t())
            out = out + gates[:, i : i + 1] * (x0 * (c @ self.U.weight[:, mine].t() + self.bias))
        return out


class Layers(nn.Module):
    def __init__(self, layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)


class DcnV2(nn.Module):
    def __init__(self, parallel, layers):
        super().__init__()
        self.parallel = parallel
        self.embedding = Embedding()
        self.cross = Layers(layers)
        self.dnn = Mlp(WIDTH, HIDDEN, True)
        self.output_linear = nn.Linear(HIDDEN[-1] + (WIDTH if parallel else 0), 1)

    def forward(self, inputs):
        x0 = torch.cat(list(self.embedding(inputs).values()), 1)
        x = x0
        for layer in self.cross.layers:
            x = layer(x0, x)
        return self.output_linear(torch.cat([x, self.dnn(x0)], 1) if self.parallel else self.dnn(x)).squeeze(1)


class Gate(nn.Module):
    """Mao et al. 2023, equations 4 and 5: 2 sigmoid(MLP(context)); without fields as its context, of a vector that is learnt."""

    def __init__(self, names, constant, hidden):
        super().__init__()
        self.names = names
        width = sum(f["embedding_dim"] for f in FIELDS if f["name"] in names) or constant
        if not names:
            self.context = nn.Parameter(torch.empty(constant))
        self.mlp = Mlp(width, hidden, False).mlp
        self.output = nn.Linear(hidden[-1], WIDTH)

    def forward(self, vectors):
        if self.names:
            context = torch.cat([vectors[f["name"]] for f in FIELDS if f["name"] in self.names], 1)
        else:
            context = self.context.unsqueeze(0)
        return 2 * torch.sigmoid(self.output(self.mlp(context)))


class Bilinear(nn.Module):
    """Mao et al. 2023, equations 8 and 9: b + w_1 o_1 + w_2 o_2 + sum over heads of o_1j W_j o_2j."""

    def __init__(self, n, m, heads):
        super().__init__()
        self.heads = heads
        self.first, self.second = Matrix(1, n), Matrix(1, m)
        self.bias = nn.Parameter(torch.empty(1))
        self.weight = nn.Parameter(torch.empty(heads, n // heads, m // heads))

    def forward(self, a, b):
        out = self.bias + a @ self.first.weight[0] + b @ self.second.weight[0]
        for j, (x, y) in enumerate(zip(a.chunk(self.heads, 1), b.chunk(self.heads, 1))):
            out = out + ((x @ self.weight[j]) * y).sum(1)
        return out


class FinalMlp(nn.Module):
    def __init__(self, heads, second, gating):
        super().__init__()
        self.embedding = Embedding()
        self.gating = gating
        if gating:
            self.first_gate = Gate(["user_id", "price"], 4, [5])
            self.second_gate = Gate([], 4, [5])
        self.dnn = Mlp(WIDTH, HIDDEN, True)
        self.second_mlp = Mlp(WIDTH, second, False)
        self.bilinear = Bilinear(HIDDEN[-1], second[-1], heads)

    def forward(self, inputs):
        vectors = self.embedding(inputs)
        e = torch.cat(list(vectors.values()), 1)
        first, second = (self.first_gate(vectors) * e, self.second_gate(vectors) * e) if self.gating else (e, e)
        return self.bilinear(self.dnn(first), self.second_mlp(second))


def begin(model):
    """First values that are not symmetric anywhere."""
    torch.manual_seed(7)
    for name, p in model.named_parameters():
        with torch.no_grad():
            p.normal_(0, 0.4 if "embedding" in name else 0.15 if "cross" in name else 0.3)
            if name.endswith(".mlp.1.weight") or name.endswith(".mlp.5.weight"):
                p.mul_(0.3).add_(1)
    for module in model.embedding.second_order_embeddings.values():
        if isinstance(module, nn.Embedding):
            module.weight.data[0] = 0
    return model


def state(model):
    return {n: t.detach().clone() for n, t in model.state_dict().items() if not n.endswith("num_batches_tracked")}


def loss(model, inputs, labels):
    bce = nn.functional.binary_cross_entropy_with_logits(model(inputs), labels)
    return bce, L2 * sum(p.square().sum() for p in model.embedding.parameters())


def evaluated(model, inputs):
    model.eval()
    with torch.no_grad():
        logits = model(inputs)
    model.train()
    return logits


def learnt(make, optimizer, inputs, labels):
    model = begin(make()).train()
    optimizer = {
        "adam": lambda p: torch.optim.Adam(p, LR),
        "adamw": lambda p: torch.optim.AdamW(p, LR, weight_decay=0.01),
        "sgd": lambda p: torch.optim.SGD(p, LR, momentum=0.9),
        "adagrad": lambda p: torch.optim.Adagrad(p, LR),
    }[optimizer](model.parameters())
    losses = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        total = sum(loss(model, inputs, labels))
        total.backward()
        nn.utils.clip_grad_norm_(model.parameters(), CLIP)
        optimizer.step()
        losses.append(total.item())
    return {"losses": losses, "logits_eval": evaluated(model, inputs), "state": state(model)}


def golden(make, settings, inputs, labels):
    model = begin(make())
    first = state(model)
    logits_eval = evaluated(model, inputs)
    bce, l2 = loss(model, inputs, labels)
    (bce + l2).backward()
    after = {name: learnt(make, name, inputs, labels) for name in ("adam", "adamw", "sgd", "adagrad")}
    for name in ("adamw", "sgd", "adagrad"):
        after[name]["state"] = None
    return {
        "settings": settings,
        "fields": FIELDS,
        "inputs": inputs,
        "labels": labels,
        "state": first,
        "logits_eval": logits_eval,
        "bce": bce.item(),
        "l2": l2.item(),
        "gradients": {n: p.grad for n, p in model.named_parameters()},
        "after": after,
    }


def plain(value):
    if isinstance(value, torch.Tensor):
        return {"shape": list(value.shape), "data": value.flatten().tolist()}
    if isinstance(value, dict):
        return {key: plain(held) for key, held in value.items()}
    return value


def main(folder):
    inputs, labels = rows(folder + "/deepfm.json")
    torch.set_num_threads(1)
    dcn, final = "model_name=dcn_v2", "model_name=final_mlp"
    second = ["final_mlp.second_mlp." + s for s in ("hidden_units=[9, 4]", "use_batch_norm=false", "dropout=0")]
    files = {
        "dcn_v2": (lambda: DcnV2(False, [CrossLayer(WIDTH) for _ in range(2)]), [dcn, "dcn.num_layers=2"]),
        "dcn_v2_parallel": (
            lambda: DcnV2(True, [CrossLayer(WIDTH) for _ in range(3)]),
            [dcn, "dcn.structure=parallel", "dcn.num_layers=3"],
        ),
        "dcn_v2_low_rank": (
            lambda: DcnV2(False, [MixtureLayer(WIDTH, 3, 2) for _ in range(2)]),
            [dcn, "dcn.num_layers=2", "dcn.low_rank=3", "dcn.num_experts=2"],
        ),
        "final_mlp": (
            lambda: FinalMlp(2, [9, 4], True),
            [
                final,
                *second,
                "final_mlp.num_heads=2",
                "final_mlp.gate_hidden_units=[5]",
                "final_mlp.first_context=[user_id, price]",
            ],
        ),
        "final_mlp_without_gates": (
            lambda: FinalMlp(1, [9, 4], False),
            [final, *second, "final_mlp.num_heads=1", "final_mlp.use_gates=false"],
        ),
    }
    for name, (make, settings) in files.items():
        with open(f"{folder}/{name}.json", "w") as file:
            json.dump(plain(golden(make, settings, inputs, labels)), file)


if __name__ == "__main__":
    main(sys.argv[1])
